package dev.rehearsal.store;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.simulation.GoalVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was said in a session of the in-memory store, with the steps and the goal check of each turn. Guarded by the store's lock. */
final class MemoryTurns {
    private final SessionId sessionId;
    private final List<Turn> turns = new ArrayList<>();
    private final List<TraceId> traces = new ArrayList<>();
    /** Steps of turns that are to come. */
    private final Map<Integer, List<Span>> addedSpans = new HashMap<>();

    private final Map<Integer, GoalVerdict> goalVerdicts = new TreeMap<>();
    private final Map<Integer, String> goalFailures = new TreeMap<>();
    private @Nullable Message waiting;

    MemoryTurns(SessionId sessionId) {
        this.sessionId = sessionId;
    }

    /** Says whether it changed anything. */
    boolean userSpoke(Change.UserSpoke change) {
        if (change.turn() <= turns.size()) {
            return false;
        }
        checkNext(change.turn());
        if (waiting != null) {
            return false;
        }
        waiting = change.message();
        return true;
    }

    /** Says whether it changed anything. */
    boolean completed(Turn turn) {
        if (turn.number() <= turns.size()) {
            return false;
        }
        checkNext(turn.number());
        List<Span> before = addedSpans.getOrDefault(turn.number(), List.of());
        turns.add(with(turn, turn.number(), merged(before, turn.spans())));
        traces.add(TraceId.of(sessionId, turn.number()));
        waiting = null;
        return true;
    }

    private void checkNext(int turn) {
        if (turn != turns.size() + 1) {
            throw new StoreException(
                    "turn " + turn + " of session " + sessionId + " cannot be kept: it has " + turns.size()
                            + " complete turns",
                    null);
        }
    }

    /** Says whether it changed anything. */
    boolean goalChecked(Change.GoalChecked change) {
        if (change.turn() < 1 || change.turn() > turns.size()) {
            throw new StoreException(
                    "the goal check of turn " + change.turn() + " of session " + sessionId + " cannot be kept: it has "
                            + turns.size() + " complete turns",
                    null);
        }
        if (goalVerdicts.containsKey(change.turn()) || goalFailures.containsKey(change.turn())) {
            return false;
        }
        if (change.verdict() != null) {
            goalVerdicts.put(change.turn(), change.verdict());
        }
        if (change.failure() != null) {
            goalFailures.put(change.turn(), change.failure());
        }
        return true;
    }

    /** Steps of a turn that is there or is to come. Says whether one that is there has changed. */
    boolean spansAdded(int number, List<Span> spans) {
        int place = number - 1;
        if (place < turns.size()) {
            Turn turn = turns.get(place);
            List<Span> more = merged(turn.spans(), spans);
            turns.set(place, with(turn, number, more));
            return more.size() > turn.spans().size();
        }
        List<Span> before = addedSpans.getOrDefault(number, List.of());
        addedSpans.put(number, merged(before, spans));
        return false;
    }

    List<Span> spans(int turn) {
        return turn <= turns.size() ? turns.get(turn - 1).spans() : addedSpans.getOrDefault(turn, List.of());
    }

    int numberOf(TraceId traceId) {
        return traces.contains(traceId) ? traces.indexOf(traceId) + 1 : turns.size() + 1;
    }

    Turn turn(TraceId traceId) {
        return turns.get(traces.indexOf(traceId));
    }

    /** Takes a turn out; gives the number that it had. */
    int remove(TraceId traceId) {
        int place = traces.indexOf(traceId);
        turns.remove(place);
        traces.remove(place);
        renumber();
        return place + 1;
    }

    /** Puts a turn in its place by time; gives the number that it has there. */
    int insert(TraceId traceId, Turn turn) {
        int place = turns.size();
        while (place > 0 && turns.get(place - 1).startedAt().isAfter(turn.startedAt())) {
            place--;
        }
        turns.add(place, turn);
        traces.add(place, traceId);
        renumber();
        return place + 1;
    }

    private void renumber() {
        for (int i = 0; i < turns.size(); i++) {
            turns.set(i, with(turns.get(i), i + 1, turns.get(i).spans()));
        }
    }

    int size() {
        return turns.size();
    }

    boolean isEmpty() {
        return turns.isEmpty();
    }

    /** From then to the end of the turn that ended last. */
    Duration lastedSince(Instant begin) {
        return turns.stream()
                .map(turn -> Duration.between(begin, turn.startedAt().plus(turn.latency())))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** The tokens that the answers took. */
    long tokens() {
        return turns.stream()
                .mapToLong(turn -> turn.answer().usage().totalTokens())
                .sum();
    }

    Glimpse glimpse() {
        if (turns.isEmpty()) {
            return new Glimpse(waiting == null ? "" : waiting.text(), "");
        }
        return new Glimpse(
                turns.getFirst().user().text(), turns.getLast().answer().text());
    }

    /** Every message's, the one that waits for its answer too. */
    List<String> texts() {
        var texts = new ArrayList<String>();
        new Conversation(turns).messages().forEach(message -> texts.add(message.text()));
        if (waiting != null) {
            texts.add(waiting.text());
        }
        return texts;
    }

    /**
     * All of them.
     *
     * @param history how many turns of the test case may precede the session's own
     */
    Conversation conversation(int history) {
        return new Conversation(turns, Math.min(turns.size(), history));
    }

    List<TraceId> traces() {
        return Collections.unmodifiableList(traces);
    }

    Map<Integer, GoalVerdict> goalVerdicts() {
        return Collections.unmodifiableMap(goalVerdicts);
    }

    Map<Integer, String> goalFailures() {
        return Collections.unmodifiableMap(goalFailures);
    }

    @Nullable
    Message waiting() {
        return waiting;
    }

    static Turn with(Turn turn, int number, List<Span> spans) {
        return new Turn(number, turn.user(), turn.answer(), turn.failure(), turn.startedAt(), turn.latency(), spans);
    }

    /** Those that are there, and those of the others whose ids are new. */
    static List<Span> merged(List<Span> there, List<Span> others) {
        var merged = new ArrayList<>(there);
        for (Span span : others) {
            if (merged.stream().noneMatch(each -> each.id().equals(span.id()))) {
                merged.add(span);
            }
        }
        return merged;
    }
}
