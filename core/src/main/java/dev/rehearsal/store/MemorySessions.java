package dev.rehearsal.store;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.TraceId;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The sessions of the in-memory store. */
record MemorySessions(MemoryTables tables, MemoryDatasets.Guard guard) implements Sessions {
    private static final Comparator<MemorySession> BY_CASE = Comparator.<MemorySession>comparingLong(
                    session -> session.key.index())
            .thenComparingInt(session -> session.key.trial())
            .thenComparingInt(session -> session.key.attempt());

    @Override
    public Optional<SessionRecord> find(String idOrPrefix) {
        return guard.locked(() -> MemoryTables.find(tables.sessions, idOrPrefix).map(MemorySession::asRecord));
    }

    @Override
    public Optional<SessionRecord> get(SessionId sessionId) {
        return guard.locked(() ->
                Optional.ofNullable(tables.sessions.get(sessionId.value())).map(MemorySession::asRecord));
    }

    @Override
    public SessionPage page(SessionQuery query) {
        return guard.locked(() -> new MemorySearch(tables.sessions.values()).page(query));
    }

    @Override
    public OptionalLong count(SessionQuery query, long most) {
        return query.text() != null && !SearchWords.of(query.text()).isEmpty()
                ? OptionalLong.empty()
                : guard.locked(() -> OptionalLong.of(new MemorySearch(tables.sessions.values()).count(query, most)));
    }

    @Override
    public Optional<Cursor> place(SessionId sessionId, SessionOrder order) {
        return guard.locked(() -> Optional.ofNullable(tables.sessions.get(sessionId.value()))
                .flatMap(session -> MemorySearch.cursor(session, order)));
    }

    @Override
    public Map<SessionId, Glimpse> glimpses(Collection<SessionId> ids) {
        return guard.locked(() -> {
            var glimpses = new LinkedHashMap<SessionId, Glimpse>();
            for (SessionId id : ids) {
                MemorySession session = tables.sessions.get(id.value());
                if (session != null) {
                    glimpses.put(id, session.turns.glimpse());
                }
            }
            return glimpses;
        });
    }

    @Override
    public Stream<SessionRecord> ofRun(RunId runId) {
        List<MemorySession> counted = guard.locked(() -> {
            MemoryRun run = tables.run(runId);
            Stream<MemorySession> each = run.scored().stream().filter(MemorySession::isCounted);
            return (run.chosen.isEmpty() ? each.sorted(BY_CASE) : each).toList();
        });
        return counted.stream().map(session -> guard.locked(session::asRecord));
    }

    @Override
    public Map<TraceId, TracedTurn> traced(Collection<TraceId> traces) {
        return guard.locked(() -> tables.recordings.traced(traces));
    }
}
