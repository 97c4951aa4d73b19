package dev.rehearsal.mlflow;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.real.MlflowProcess;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Runs to publish, written change by change as an evaluation writes them. */
final class Rehearsals {
    static final Instant START = Instant.parse("2026-03-01T10:00:00.123456789Z");
    static final String EXPERIMENT = "support";

    private Rehearsals() {}

    static MlflowServer server(MlflowProcess process) {
        return MlflowServer.from(process.address(), Map.of());
    }

    static SessionId session(RunId run, int index) {
        return SessionId.of("sim-" + run.value() + "-" + index);
    }

    static void begin(Store store, RunId run) {
        store.write(new Change.RunStarted(
                run,
                EXPERIMENT,
                "evaluate",
                Attributes.from(Map.of("max_turns", 5, "agent", Map.of("target", "demo:/order-desk"))),
                "abc123",
                42,
                1,
                START));
    }

    static void open(Store store, RunId run, int index, TestCase testCase) {
        store.write(new Change.SessionOpened(
                run, new SimulationKey(session(run, index), index, testCase, 1, 1), START.plusSeconds(10L * index)));
    }

    /** Both in the same millisecond, as a fast agent's turns can be. */
    static Turn turn(int index, int number) {
        return new Turn(
                number,
                Message.user("Question " + number + " of " + index + ", grüezi \uD83D\uDE00"),
                new Answer(List.of(Message.assistant("Answer " + number + " of " + index)), Usage.of(10 + number, 5)),
                null,
                START.plusSeconds(10L * index),
                Duration.ofMillis(250),
                List.of());
    }

    static Turn withTools(int number) {
        var told = ToolCall.of("c1", "look_up", "{\"order\":17}").withResult("{\"state\":\"shipped\"}");
        var untold = ToolCall.of("", "refund", "{}").withFailure("no such order");
        var span = new Span(
                "0123456789abcdef",
                null,
                "look_up",
                "tool",
                START.plusMillis(10),
                Duration.ofMillis(12),
                Attributes.of("order", 17),
                null);
        var inner = new Span(
                "fedcba9876543210",
                "0123456789abcdef",
                "sql",
                "other",
                START.plusMillis(11),
                Duration.ofMillis(1),
                Attributes.EMPTY,
                "no such table");
        return new Turn(
                number,
                Message.user("Where is my order?"),
                new Answer(
                        List.of(
                                Message.assistant("Let me look.", List.of(told, untold)),
                                Message.assistant("On its way.")),
                        new Usage(120, 30, 100)),
                null,
                START,
                Duration.ofMillis(500),
                List.of(span, inner));
    }

    static void say(Store store, RunId run, int index, Turn turn) {
        store.write(new Change.TurnCompleted(session(run, index), turn, List.of()));
    }

    static void close(Store store, RunId run, int index, StopReason reason) {
        store.write(new Change.SessionClosed(
                session(run, index), reason, START.plusSeconds(10L * index + 5), Duration.ofSeconds(5), List.of()));
    }

    static Assessment assess(Store store, RunId run, int index, int turn, Feedback feedback) {
        var assessment = new Assessment(
                run + ":" + index + ":" + turn + ":" + feedback.name(),
                session(run, index),
                feedback.source().kind() == Source.Kind.HUMAN ? null : run.value(),
                turn,
                feedback,
                START.plusSeconds(100),
                null);
        store.write(new Change.Assessed(assessment.sessionId(), List.of(assessment), List.of()));
        return assessment;
    }

    static Feedback judged(String name, boolean yes) {
        return new Feedback(
                name,
                new dev.rehearsal.scoring.FeedbackValue.YesNo(yes),
                "because",
                Source.judge("openai:/gpt-4o-mini"),
                "1",
                name + "/1",
                Usage.NONE,
                null);
    }

    /** A person puts a verdict in the place of the judge's about a session. */
    static Change.Assessed edited(Store store, RunId run, int index) {
        Assessment judged = store.sessions().get(session(run, index)).orElseThrow().assessments().stream()
                .filter(each -> each.turn() == 0)
                .findFirst()
                .orElseThrow();
        var feedback = new Feedback(
                judged.feedback().name(),
                new dev.rehearsal.scoring.FeedbackValue.YesNo(true),
                "it did",
                Source.human("ada"),
                "1",
                "",
                Usage.NONE,
                null);
        var edited = new Assessment(
                judged.id() + ":edited", judged.sessionId(), null, 0, feedback, START.plusSeconds(300), judged.id());
        return new Change.Assessed(edited.sessionId(), List.of(edited), List.of());
    }

    static void end(Store store, RunId run) {
        store.write(new Change.RunStatusChanged(
                run,
                RunStatus.FINISHED,
                START.plusSeconds(200),
                List.of(new Metric("conversation_completeness/mean", 0.5, 2, 0, null))));
    }

    /** A whole run: a session with tools, one whose agent fails, one without a turn, and some that are plain. */
    static void whole(Store store, RunId run, int plain) {
        begin(store, run);
        open(
                store,
                run,
                0,
                TestCase.builder()
                        .id("refund")
                        .goal("Get a refund. " + "Really. ".repeat(60) + "END")
                        .persona("An impatient customer")
                        .simulationGuidelines("Hold the order number back. " + "Really. ".repeat(60), "Be short")
                        .expectation("expected_response", "The refund is on its way")
                        .expectation("facts", List.of("a", "b"))
                        .expectation("turns", Map.of("2", Map.of("state", "open")))
                        .build());
        say(store, run, 0, withTools(1));
        say(store, run, 0, turn(0, 2));
        close(store, run, 0, new StopReason.GoalAchieved("the refund was promised"));
        assess(store, run, 0, 0, judged("conversation_completeness", true));
        assess(store, run, 0, 1, judged("safety", true));
        assess(store, run, 0, 2, Feedback.number("length", 3, "three words"));
        assess(store, run, 0, 2, Feedback.failed("fluency", Source.judge("openai:/gpt-4o-mini"), "no reply"));
        open(store, run, 1, TestCase.of("Make it fail"));
        say(store, run, 1, turn(1, 1));
        say(
                store,
                run,
                1,
                new Turn(
                        2,
                        Message.user("And now?"),
                        Answer.NONE,
                        "agent: connection refused",
                        START.plusSeconds(12),
                        Duration.ofMillis(3),
                        List.of()));
        close(store, run, 1, new StopReason.AgentFailed("agent: connection refused"));
        open(store, run, 2, TestCase.of("Never begin"));
        close(store, run, 2, new StopReason.UserFailed("no model"));
        for (int index = 3; index < 3 + plain; index++) {
            open(store, run, index, TestCase.of("Goal of case " + index));
            for (int number = 1; number <= 3; number++) {
                say(store, run, index, turn(index, number));
                assess(store, run, index, number, judged("safety", number != 2));
            }
            close(store, run, index, new StopReason.MaxTurns("not yet"));
            assess(store, run, index, 0, judged("conversation_completeness", false));
        }
        end(store, run);
    }
}
