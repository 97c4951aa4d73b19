package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Takes recorded sessions into a store, as sessions of the run that scores them. One that is in the store already, from an earlier run, is
 * not written again.
 */
final class RecordedIntake {
    private final RecordedSessions recorded;
    private final Store store;

    /** What was found when they were checked. */
    record Found(long sessions, int trials) {}

    /** A recorded session with its id and its place among the others. */
    private record Placed(SessionId sessionId, TestCase testCase, int trial, long index, RecordedSession recorded) {
        Conversation conversation() {
            return recorded.conversation();
        }
    }

    RecordedIntake(RecordedSessions recorded, Store store) {
        this.recorded = recorded;
        this.store = store;
    }

    /**
     * Reads all of them before anything is written.
     *
     * @throws InvalidInputException with every one that cannot be taken
     */
    Found check() {
        var faults = new ArrayList<Fault>();
        var places = new HashMap<SessionId, String>();
        var found = new Found[] {new Found(0, 1)};
        each(placed -> {
            String place = place(placed);
            String before = places.putIfAbsent(placed.sessionId, place);
            if (before != null) {
                faults.add(new Fault(
                        place, "session id " + placed.sessionId + " stands at " + before + " too; give each its own"));
            } else {
                kept(placed)
                        .flatMap(session -> difference(session, placed))
                        .ifPresent(what -> faults.add(new Fault(
                                place,
                                "session " + placed.sessionId + " is in " + store.location() + " with " + what
                                        + "; give this one another session_id")));
            }
            if (placed.conversation().isEmpty()) {
                faults.add(new Fault(place, "has no messages; there is nothing to score"));
            }
            found[0] = new Found(placed.index + 1, Math.max(found[0].trials, placed.trial));
        });
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        if (found[0].sessions == 0) {
            throw new InvalidInputException(recorded.origin(), "there are no transcripts; give at least one");
        }
        return found[0];
    }

    /** Writes them, and waits until they are durable. */
    void write(RunId runId, Instant at) {
        each(placed -> {
            if (kept(placed).isEmpty()) {
                store.enqueue(new Change.Together(changes(runId, placed, at)));
            }
            store.enqueue(new Change.SessionsChosen(runId, placed.index, List.of(placed.sessionId)));
        });
        store.flush();
    }

    private static List<Change> changes(RunId runId, Placed placed, Instant at) {
        var changes = new ArrayList<Change>();
        var key = new SimulationKey(placed.sessionId, placed.index, placed.testCase, placed.trial, 1);
        changes.add(new Change.SessionOpened(runId, key, at));
        for (Turn turn : placed.conversation().turns()) {
            changes.add(new Change.TurnCompleted(placed.sessionId, turn, List.of()));
        }
        var reason = new StopReason.Recorded("it was not simulated; why it ended is not known");
        changes.add(new Change.SessionClosed(placed.sessionId, reason, at, Duration.ZERO, List.of()));
        return changes;
    }

    private Optional<SessionRecord> kept(Placed placed) {
        return store.sessions().get(placed.sessionId);
    }

    private static Optional<String> difference(SessionRecord kept, Placed placed) {
        if (!kept.conversation().messages().equals(placed.conversation().messages())) {
            return Optional.of("other messages");
        }
        return kept.testCase().equals(placed.testCase)
                ? Optional.empty()
                : Optional.of("the same messages, but another goal or other expectations");
    }

    private static String place(Placed placed) {
        return placed.recorded.place().isEmpty() ? "session " + (placed.index + 1) : placed.recorded.place();
    }

    /** Each with its id; the same each time. Of transcripts that say the same, the second has another id than the first. */
    private void each(Consumer<Placed> consumer) {
        var ids = new RecordedIds();
        Map<String, Integer> trials = new HashMap<>();
        try (Stream<RecordedSession> sessions = recorded.open()) {
            long index = 0;
            for (var each = sessions.iterator(); each.hasNext(); ) {
                RecordedSession session = each.next();
                SessionId id = ids.next(session);
                TestCase testCase = RecordedIds.named(session.testCase(), id);
                int trial = trials.merge(testCase.caseId().value(), 1, Integer::sum);
                consumer.accept(new Placed(id, testCase, trial, index++, session));
            }
        }
    }
}
