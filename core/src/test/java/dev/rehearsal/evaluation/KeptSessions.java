package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs that were simulated and not scored. */
final class KeptSessions {
    /** Says how long each answer is. */
    static final Scorer LENGTH = Scorer.turn(
            "length", turn -> Feedback.number("length", turn.output().length(), ""));

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    private KeptSessions() {}

    /** A run of so many sessions, which have two turns each; their ids are {@code RUN-0}, {@code RUN-1} and so on. */
    static RunId run(Store store, String run, String experiment, int sessions) {
        var runId = new RunId(run);
        store.write(new Change.RunStarted(runId, experiment, "evaluate", Attributes.EMPTY, "v1", 7, 1, AT));
        for (int i = 0; i < sessions; i++) {
            open(store, runId, i);
            store.write(new Change.SessionClosed(
                    SessionId.of(run + "-" + i), new StopReason.MaxTurns(""), AT, Duration.ofSeconds(1), List.of()));
        }
        store.write(new Change.RunStatusChanged(runId, RunStatus.FINISHED, AT, List.of()));
        return runId;
    }

    /** A session that is under way. */
    static void open(Store store, RunId runId, int index) {
        var id = SessionId.of(runId + "-" + index);
        var key = new SimulationKey(id, index, TestCase.of("Goal " + index), 1, 1);
        store.write(new Change.SessionOpened(runId, key, AT));
        for (Turn turn : conversation("session " + index).turns()) {
            store.write(new Change.TurnCompleted(id, turn, List.of()));
        }
    }

    static Conversation conversation(String about) {
        return new Conversation(List.of(
                Turn.of(1, "I have a question about " + about, Answer.of("Go ahead")),
                Turn.of(2, "How is it?", Answer.of("Well"))));
    }
}
