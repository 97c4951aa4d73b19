package dev.rehearsal.server.otlp;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.TracedTurn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes changes of the store of spans that came in. Used by one thread. */
final class TraceChanges {
    /** Where a session is from that spans made. */
    static final String SOURCE = "otlp";

    private static final int MOST_KNOWN = 10_000;

    private final Store store;

    /** What was told of sessions lately, so that it is not told with each of their turns. */
    private final Map<SessionId, Attributes> told = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Attributes> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    TraceChanges(Store store) {
        this.store = store;
    }

    /** What was told may not be there: a change was not kept, or somebody deleted a session. */
    void forget() {
        told.clear();
    }

    /** The changes of each trace that brings something new. */
    List<Change> of(List<ReceivedSpan> received, Instant now) {
        var byTrace = new LinkedHashMap<TraceId, List<ReceivedSpan>>();
        received.forEach(span ->
                byTrace.computeIfAbsent(span.traceId(), id -> new ArrayList<>()).add(span));
        Map<TraceId, TracedTurn> known = store.sessions().traced(byTrace.keySet());
        var changes = new ArrayList<Change>();
        byTrace.forEach(
                (trace, spans) -> of(trace, spans, known.get(trace), now).ifPresent(changes::add));
        return changes;
    }

    private Optional<Change> of(TraceId trace, List<ReceivedSpan> received, @Nullable TracedTurn known, Instant now) {
        var spans = new LinkedHashMap<String, Span>();
        if (known != null) {
            known.spans().forEach(span -> spans.put(span.id(), span));
        }
        int before = spans.size();
        received.forEach(each -> spans.putIfAbsent(each.span().id(), each.span()));
        if (spans.size() == before) {
            return Optional.empty();
        }
        if (known != null && known.simulated()) {
            List<Span> added = new ArrayList<>(spans.values()).subList(before, spans.size());
            return Optional.of(new Change.SpansAdded(
                    known.sessionId(),
                    known.turn(),
                    added.stream().map(span -> span.in(trace)).toList()));
        }
        TraceTurn turn = TraceTurn.of(new ArrayList<>(spans.values()));
        SessionId sessionId = turn.sessionId() == null ? Sessions.of(trace) : Sessions.id(turn.sessionId());
        Attributes about = received.getFirst().origin();
        for (var each : turn.sessionAttributes().asMap().entrySet()) {
            about = about.with(each.getKey(), each.getValue());
        }
        if (!told.containsKey(sessionId)) {
            Optional<SessionRecord> session = store.sessions().get(sessionId);
            if (session.isPresent() && session.get().row().runId() != null) {
                List<Span> all = new ArrayList<>(spans.values());
                return Optional.of(new Change.SpansAdded(
                        sessionId, turnAt(session.get(), turn.turn().startedAt()), all));
            }
        }
        return Optional.of(recorded(trace, sessionId, about, received.getFirst().experiment(), turn, now));
    }

    /** The turn of a session of a run that was under way at that time, for an agent that knows the session but not the trace. */
    private static int turnAt(SessionRecord session, Instant at) {
        int number = 1;
        for (Turn turn : session.conversation().turns()) {
            if (!turn.startedAt().isAfter(at)) {
                number = turn.number();
            }
        }
        Optional<Turn> last = session.conversation().last();
        boolean later = last.isEmpty()
                || at.isAfter(last.get().startedAt().plus(last.get().latency()));
        return session.waiting() != null && later ? session.conversation().size() + 1 : number;
    }

    private Change recorded(
            TraceId trace, SessionId sessionId, Attributes about, String experiment, TraceTurn turn, Instant now) {
        var changes = new ArrayList<Change>();
        if (!about.equals(told.put(sessionId, about))) {
            changes.add(new Change.SessionRecorded(
                    sessionId, experiment, SOURCE, null, about, turn.turn().startedAt()));
        }
        changes.add(new Change.TurnRecorded(sessionId, trace, turn.turn(), now));
        if (!turn.saysSomething()) {
            // spans of some other work of the program; shown where something of a conversation is added
            changes.add(new Change.SessionClosed(
                    sessionId,
                    new StopReason.Interrupted("nothing in its trace is about a conversation (yet)"),
                    now,
                    Duration.ZERO,
                    List.of()));
        }
        return new Change.Together(changes);
    }
}
