package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes to try a store with. */
final class Samples {
    static final Instant START = Instant.parse("2026-03-01T10:00:00.123456789Z");
    static final RunId RUN = new RunId("run-1");

    private Samples() {}

    static Change.RunStarted run(RunId runId) {
        return new Change.RunStarted(
                runId, "support", "simulate", Attributes.of("max_turns", 5), "abc123", 42, 2, START);
    }

    static SessionId id(String name) {
        return SessionId.of("sim-" + name);
    }

    static Change.SessionOpened opened(String session, long index, int trial) {
        return opened(session, index, trial, TestCase.of("Goal of case " + index));
    }

    static Change.SessionOpened opened(String session, long index, int trial, TestCase testCase) {
        return new Change.SessionOpened(
                RUN, new SimulationKey(id(session), index, testCase, trial, 1), START.plusSeconds(index));
    }

    static Change.UserSpoke spoke(String session, int turn, String text) {
        return new Change.UserSpoke(id(session), turn, Message.user(text), List.of(call(Purpose.USER, turn)));
    }

    static Change.TurnCompleted turn(String session, int number, String user, String answer) {
        return new Change.TurnCompleted(
                id(session), Turn.of(number, user, Answer.of(answer)), List.of(call(Purpose.AGENT, number)));
    }

    /** A turn that uses all that a turn can have. */
    static Turn richTurn(int number) {
        var tool = ToolCall.of("c1", "look_up", "{\"order\":17}").withResult("shipped");
        var broken = ToolCall.of("", "refund", "{}").withFailure("no such order");
        var span = new Span(
                "0123456789abcdef",
                null,
                "look_up",
                "tool",
                START,
                Duration.ofMillis(12),
                Attributes.of("order", 17).with("note", null),
                null);
        var inner = new Span(
                "fedcba9876543210",
                "0123456789abcdef",
                "sql",
                "other",
                START.plusMillis(1),
                Duration.ofNanos(7),
                Attributes.EMPTY,
                "no such table");
        return new Turn(
                number,
                Message.user("Where is my order?"),
                new Answer(
                        List.of(
                                Message.assistant("Let me look.", List.of(tool, broken)),
                                Message.assistant("On its way.")),
                        new Usage(120, 30, 100)),
                null,
                START.plusSeconds(3),
                Duration.ofMillis(250),
                List.of(span, inner));
    }

    static ModelCall call(Purpose purpose, int turn) {
        return call(purpose, turn, new BigDecimal("0.000125"));
    }

    static ModelCall call(Purpose purpose, int turn, @Nullable BigDecimal usd) {
        return new ModelCall(
                new CallKey(purpose, "case", 1, turn, "", 0),
                "openai:/gpt-4o-mini",
                new Usage(100, 20, 50),
                usd,
                Duration.ofMillis(400),
                1,
                false,
                null);
    }

    static Change.GoalChecked checked(String session, int turn, boolean achieved) {
        return new Change.GoalChecked(
                id(session),
                turn,
                new GoalVerdict(achieved, "because of turn " + turn),
                null,
                List.of(call(Purpose.GOAL_CHECK, turn)));
    }

    static Change.SessionClosed closed(String session, StopReason reason) {
        return new Change.SessionClosed(id(session), reason, START.plusSeconds(60), Duration.ofSeconds(59), List.of());
    }

    static Change.Assessed assessed(String session, Assessment... assessments) {
        return new Change.Assessed(id(session), List.of(assessments), List.of(call(Purpose.JUDGE, 0)));
    }

    static Assessment assessment(String id, String session, int turn, Feedback feedback) {
        return new Assessment(id, id(session), RUN.value(), turn, feedback, START.plusSeconds(61), null);
    }
}
