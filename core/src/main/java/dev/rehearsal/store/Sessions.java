package dev.rehearsal.store;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.TraceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The sessions of a store. */
public interface Sessions {
    /** The session of that id, or of the only id that begins so. */
    Optional<SessionRecord> find(String idOrPrefix);

    Optional<SessionRecord> get(SessionId sessionId);

    /** Rows that fit, in the query's order. */
    List<SessionRow> search(SessionQuery query);

    /**
     * A run's counted sessions with all that is kept of them, in the order of cases and trials; of a run that scores stored sessions, those
     * that were chosen, in their order. Read as a stream, to be closed.
     */
    Stream<SessionRecord> ofRun(RunId runId);

    /** The turns that those traces are, as far as they are in the store: recorded ones, and simulated ones from their user message on. */
    Map<TraceId, TracedTurn> traced(Collection<TraceId> traces);
}
