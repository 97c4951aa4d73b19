package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.store.Cursor;
import dev.rehearsal.store.Glimpse;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionOrder;
import dev.rehearsal.store.SessionPage;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Sessions;
import dev.rehearsal.store.TracedTurn;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The sessions of a store. */
final class SqlSessions implements Sessions {
    private static final String PAGE_OF_RUN = """
            WHERE s.run = ? AND s.stop_reason IS DISTINCT FROM 'interrupted'
                AND (s.position, s.trial, s.attempt, s.key) > (?, ?, ?, ?)
            ORDER BY s.position, s.trial, s.attempt, s.key LIMIT ?""";

    private static final String PAGE_OF_CHOSEN =
            "SELECT position, session FROM run_session WHERE run = ? AND position > ? ORDER BY position LIMIT ?";

    private final Readers readers;

    SqlSessions(Readers readers) {
        this.readers = readers;
    }

    @Override
    public Optional<SessionRecord> find(String idOrPrefix) {
        return readers.read(database -> {
            Optional<String> id = Prefix.find(database, "session", idOrPrefix);
            return id.isEmpty() ? Optional.empty() : new SessionReader(database).record(id.get());
        });
    }

    @Override
    public Optional<SessionRecord> get(SessionId sessionId) {
        return readers.read(database -> new SessionReader(database).record(sessionId.value()));
    }

    @Override
    public SessionPage page(SessionQuery query) {
        return readers.read(database -> new SessionSearch(database).page(query));
    }

    @Override
    public OptionalLong count(SessionQuery query, long most) {
        return readers.read(database -> new SessionSearch(database).count(query, most));
    }

    @Override
    public Optional<Cursor> place(SessionId sessionId, SessionOrder order) {
        return readers.read(database -> new SessionSearch(database).place(sessionId, order));
    }

    @Override
    public Map<SessionId, Glimpse> glimpses(Collection<SessionId> sessions) {
        return readers.read(database -> new SessionReader(database).glimpses(List.copyOf(sessions)));
    }

    @Override
    public Stream<SessionRecord> ofRun(RunId runId) {
        long run = readers.read(database -> SqlRuns.key(database, runId));
        return readers.read(database -> SqlRuns.hasChosen(database, run)) ? chosen(run) : own(run);
    }

    @Override
    public Map<TraceId, TracedTurn> traced(Collection<TraceId> traces) {
        return readers.read(database -> {
            var reader = new SessionReader(database);
            var found = new LinkedHashMap<TraceId, TracedTurn>();
            for (TraceId trace : traces) {
                reader.traced(trace).ifPresent(turn -> found.put(trace, turn));
            }
            return found;
        });
    }

    private Stream<SessionRecord> chosen(long run) {
        return Pages.stream(
                        -1L,
                        (after, size) -> readers.read(database -> {
                            var reader = new SessionReader(database);
                            return database.list(
                                    PAGE_OF_CHOSEN,
                                    row -> new Chosen(row.number(1), reader.record(row.number(2))),
                                    run,
                                    after,
                                    size);
                        }),
                        Chosen::position)
                .map(Chosen::session)
                .filter(session -> !"interrupted".equals(session.row().stopReason()));
    }

    private record Chosen(long position, SessionRecord session) {}

    private Stream<SessionRecord> own(long run) {
        return Pages.stream(
                        Place.FIRST,
                        (after, size) -> readers.read(database -> {
                            var reader = new SessionReader(database);
                            return database.list(
                                    SessionReader.SELECT + PAGE_OF_RUN,
                                    row -> {
                                        long key = row.number(1);
                                        SessionRecord session = reader.record(row);
                                        return new Placed(Place.of(session.row(), key), session);
                                    },
                                    run,
                                    after.index,
                                    after.trial,
                                    after.attempt,
                                    after.key,
                                    size);
                        }),
                        Placed::place)
                .map(Placed::session);
    }

    private record Place(long index, int trial, int attempt, long key) {
        static final Place FIRST = new Place(Long.MIN_VALUE, 0, 0, 0);

        static Place of(SessionRow row, long key) {
            return new Place(row.index(), row.trial(), row.attempt(), key);
        }
    }

    private record Placed(Place place, SessionRecord session) {}
}
