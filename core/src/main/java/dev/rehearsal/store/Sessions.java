package dev.rehearsal.store;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.TraceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The sessions of a store. */
public interface Sessions {
    /** The session of that id, or of the only id that begins so. */
    Optional<SessionRecord> find(String idOrPrefix);

    Optional<SessionRecord> get(SessionId sessionId);

    /** Rows that fit, in the query's order. */
    default List<SessionRow> search(SessionQuery query) {
        return page(query).rows();
    }

    /**
     * Rows that fit, in the query's order, and where the list goes on. Reading on from there is as fast as reading the beginning.
     *
     * @throws dev.rehearsal.input.InvalidInputException if the query goes on in a list of another order
     */
    SessionPage page(SessionQuery query);

    /** How many sessions fit, whatever limit the query has; counted up to {@code most}. Nothing where words are looked for, which takes long. */
    OptionalLong count(SessionQuery query, long most);

    /** Where a session stands in lists of that order, to read on from there; nothing if it is not in the store or not in such a list. */
    Optional<Cursor> place(SessionId sessionId, SessionOrder order);

    /** How sessions began and ended; those that are not in the store are left out. */
    Map<SessionId, Glimpse> glimpses(Collection<SessionId> sessions);

    /**
     * A run's counted sessions with all that is kept of them, in the order of cases and trials; of a run that scores stored sessions, those
     * that were chosen, in their order. Read as a stream, to be closed.
     */
    Stream<SessionRecord> ofRun(RunId runId);

    /** The turns that those traces are, as far as they are in the store: recorded ones, and simulated ones from their user message on. */
    Map<TraceId, TracedTurn> traced(Collection<TraceId> traces);
}
