package dev.rehearsal.store;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.simulation.SimulationKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sessions without a run of the in-memory store, and the traces of all turns. Guarded by the store's lock. */
final class MemoryRecordings {
    private final Map<String, MemorySession> sessions;
    private final Map<TraceId, MemorySession> byTrace = new HashMap<>();

    MemoryRecordings(Map<String, MemorySession> sessions) {
        this.sessions = sessions;
    }

    void recorded(Change.SessionRecorded change) {
        SessionId id = change.sessionId();
        MemorySession session = sessions.get(id.value());
        if (session == null) {
            session = new MemorySession(change.experiment(), change.source(), key(id, change.testCase()), change.at());
            sessions.put(id.value(), session);
        } else {
            checkRecorded(session);
            if (change.testCase() != null) {
                session.key = key(id, change.testCase());
            }
        }
        Attributes attributes = session.attributes;
        for (var each : change.attributes().asMap().entrySet()) {
            attributes = attributes.with(each.getKey(), each.getValue());
        }
        session.attributes = attributes;
    }

    private static SimulationKey key(SessionId id, @Nullable TestCase testCase) {
        return new SimulationKey(id, 0, testCase == null ? RecordedCase.unknown(id) : testCase, 1, 1);
    }

    void turnRecorded(Change.TurnRecorded change, MemorySession session) {
        checkRecorded(session);
        TraceId traceId = change.traceId();
        MemorySession before = byTrace.get(traceId);
        Turn turn = MemoryTurns.with(
                change.turn(), 1, MemoryTurns.merged(List.of(), change.turn().spans()));
        MemoryStatements.OfTurn said = MemoryStatements.OfTurn.NOTHING;
        if (before != null) {
            checkRecorded(before);
            Turn there = before.turns.turn(traceId);
            turn = MemoryTurns.with(turn, there.number(), MemoryTurns.merged(there.spans(), turn.spans()));
            if (before == session && turn.equals(there)) {
                return;
            }
            said = before.remove(traceId);
        }
        session.insert(traceId, turn, said);
        byTrace.put(traceId, session);
        session.goesOn(change.at());
        if (before != null && before != session && before.hasNothing()) {
            sessions.remove(before.key.sessionId().value());
        }
    }

    private static void checkRecorded(MemorySession session) {
        if (session.run != null) {
            throw RecordedCase.simulated(session.key.sessionId());
        }
    }

    void quietEnded(Change.QuietSessionsEnded change) {
        for (MemorySession session : sessions.values()) {
            if (session.run == null && session.stopReason() == null && session.activeAt.isBefore(change.before())) {
                session.closed(new Change.SessionClosed(
                        session.key.sessionId(),
                        Change.QuietSessionsEnded.REASON,
                        change.before(),
                        session.lasted(),
                        List.of()));
            }
        }
    }

    /** A turn of a session of a run is there. What was here of its trace before it becomes its steps. */
    void simulated(MemorySession session, int turn) {
        TraceId traceId = TraceId.of(session.key.sessionId(), turn);
        MemorySession stray = byTrace.put(traceId, session);
        if (stray != null && stray.run == null) {
            List<Span> spans = stray.turns.turn(traceId).spans().stream()
                    .map(span -> span.in(traceId))
                    .toList();
            stray.remove(traceId);
            session.turns.spansAdded(turn, spans);
            if (stray.hasNothing()) {
                sessions.remove(stray.key.sessionId().value());
            }
        }
    }

    void forget(MemorySession session) {
        byTrace.values().removeIf(each -> each == session);
    }

    Map<TraceId, TracedTurn> traced(Collection<TraceId> traces) {
        var found = new LinkedHashMap<TraceId, TracedTurn>();
        for (TraceId trace : traces) {
            MemorySession session = byTrace.get(trace);
            if (session != null) {
                int number = session.turns.numberOf(trace);
                found.put(
                        trace,
                        new TracedTurn(
                                session.key.sessionId(), session.run != null, number, session.turns.spans(number)));
            }
        }
        return found;
    }
}
