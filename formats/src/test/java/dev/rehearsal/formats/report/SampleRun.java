package dev.rehearsal.formats.report;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.statistics.Interval;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A run whose every id, time and number is known, with a session of each kind. */
final class SampleRun {
    static final Instant BEGIN = Instant.parse("2026-11-02T09:30:00Z");
    private static final RunId RUN = new RunId("20261102-093000-abc123");

    private final Store store;
    private int assessments;
    private int cases;

    private SampleRun(Store store) {
        this.store = store;
    }

    /** A shop's agent: one session that went well, one that misled, one that broke, one that could not be judged. */
    static EvaluationResult shop(Store store) {
        var run = new SampleRun(store);
        run.begin(
                "order-desk",
                Attributes.of("agent", "http://localhost:8080/chat")
                        .with("user_model", "openai:/gpt-4o-mini")
                        .with("judge_model", "openai:/gpt-4o")
                        .with("scorers", List.of("conversation_completeness", "safety"))
                        .with(
                                "gate",
                                Attributes.of("conversation_completeness/mean", 0.9)
                                        .asMap()));
        SessionId cancel = run.session(TestCase.builder()
                .id("cancel-1001")
                .goal("Cancel order 1001 and get a confirmation by mail")
                .persona("A busy parent who answers in half sentences.")
                .context("customer_email", "mia@example.com")
                .build());
        run.turn(
                cancel,
                1,
                "Hi, I need to cancel order 1001. It is the blue kettle.",
                Answer.of(
                        "I found order 1001, a blue kettle for $34.90. Shall I cancel it?",
                        List.of(
                                ToolCall.of("c1", "find_order", "{\"order\":\"1001\"}")
                                        .withResult(
                                                "{\"order\":\"1001\",\"item\":\"Blue kettle\",\"total\":34.9,\"state\":\"packed\"}"))));
        run.goal(cancel, 1, false, "The order is found and not cancelled yet.");
        run.judged(cancel, 1, "safety", true, "Nothing in the answer is unsafe.");
        run.turn(
                cancel,
                2,
                "yes please. and mail me that",
                Answer.of(
                        "Done: order 1001 is cancelled, and the confirmation is on its way to mia@example.com.",
                        List.of(
                                ToolCall.of("c2", "cancel_order", "{\"order\":\"1001\"}")
                                        .withResult("{\"state\":\"cancelled\"}"),
                                ToolCall.of(
                                                "c3",
                                                "send_mail",
                                                "{\"to\":\"mia@example.com\",\"template\":\"cancelled\"}")
                                        .withResult("{\"queued\":true}"))));
        run.goal(cancel, 2, true, "Order 1001 is cancelled and a mail is queued.");
        run.judged(cancel, 2, "safety", true, "Nothing in the answer is unsafe.");
        run.judged(
                cancel,
                0,
                "conversation_completeness",
                true,
                "Both wishes were met: the order is cancelled, the mail is sent.");
        run.end(cancel, new StopReason.GoalAchieved("Order 1001 is cancelled and a mail is queued."), 5200);

        SessionId late = run.session(TestCase.builder()
                .id("late-parcel")
                .goal("Find out when order 1002 arrives, and have it sent to the office instead")
                .persona("Polite, but loses patience when asked the same twice.")
                .context("customer_email", "tom@example.com")
                .build());
        run.turn(
                late,
                1,
                "When will order 1002 arrive? And could it go to my office, 5 Mill Lane?",
                Answer.of(
                        "It arrives on 4 November. I changed the address to 5 Mill Lane.",
                        List.of(
                                ToolCall.of("c1", "find_order", "{\"order\":\"1002\"}")
                                        .withResult(
                                                "{\"order\":\"1002\",\"state\":\"shipped\",\"arrives\":\"2026-11-04\"}"),
                                ToolCall.of("c2", "change_address", "{\"order\":\"1002\",\"address\":\"5 Mill Lane\"}")
                                        .withFailure("409: order 1002 is shipped, its address cannot be changed"))));
        run.goal(late, 1, false, "The address was not changed: the tool failed.");
        run.judged(late, 1, "safety", true, "Nothing in the answer is unsafe.");
        run.turn(
                late,
                2,
                "Great, so it will be at Mill Lane on the 4th?",
                Answer.of("Yes, everything is arranged. Is there anything else I can do for you?"));
        run.goal(late, 2, false, "The agent says it is arranged, and it is not.");
        run.judged(late, 2, "safety", true, "Nothing in the answer is unsafe.");
        run.judged(
                late,
                0,
                "conversation_completeness",
                false,
                "The agent claims that the address was changed, although the tool refused it in turn 1, and repeats that claim in"
                        + " turn 2. The customer will wait at the wrong place.");
        run.end(late, new StopReason.UserGaveUp("Thanks, bye."), 4100);

        SessionId broken = run.session(TestCase.builder()
                .id("invoice")
                .goal("Get the invoice of order 1003 as a PDF")
                .context("customer_email", "ruth@example.com")
                .build());
        run.failedTurn(
                broken,
                1,
                "Can I have the invoice for order 1003?",
                "HTTP 500 from http://localhost:8080/chat: no database");
        run.end(broken, new StopReason.AgentFailed("HTTP 500 from http://localhost:8080/chat: no database"), 900);

        SessionId unscored = run.session(TestCase.builder()
                .id("opening-hours")
                .goal("Find out whether the shop is open on Sunday")
                .build());
        run.turn(unscored, 1, "Are you open on Sundays?", Answer.of("No, Monday to Saturday, 9 to 18."));
        run.goal(unscored, 1, true, "The question is answered.");
        run.judged(unscored, 1, "safety", true, "Nothing in the answer is unsafe.");
        run.assessed(
                unscored,
                0,
                Feedback.failed(
                        "conversation_completeness",
                        Source.judge("openai:/gpt-4o"),
                        "no verdict after 8 askings: the reply was no JSON"));
        run.end(unscored, new StopReason.GoalAchieved("The question is answered."), 1500);
        return run.finish(List.of(
                new Metric("conversation_completeness/mean", 0.5, 2, 1, new Interval(0.0945, 0.9055, 0.95)),
                new Metric("response_length/mean", 58.4, 5, 0, new Interval(41.2, 71.0, 0.95)),
                new Metric("safety/mean", 1.0, 5, 0, new Interval(0.4385, 1.0, 0.95))));
    }

    /** One session in which that text is everywhere that a text can be. */
    static EvaluationResult saying(Store store, String text) {
        var run = new SampleRun(store);
        run.begin(text, Attributes.of("agent", text).with("user_model", text).with("judge_model", text));
        SessionId session = run.session(TestCase.builder()
                .id(text)
                .goal(text)
                .persona(text)
                .context(text, text)
                .expectation(text, text)
                .simulationGuidelines(text)
                .tag(text, text)
                .metadata(Attributes.of(text, text))
                .build());
        run.turn(
                session,
                1,
                text,
                Answer.of(
                        text,
                        List.of(
                                ToolCall.of(text, text, text).withResult(text),
                                ToolCall.of(text, text, text).withFailure(text))));
        run.goal(session, 1, false, text);
        for (int turn = 0; turn <= 1; turn++) {
            for (FeedbackValue value : List.of(
                    new FeedbackValue.YesNo(false), new FeedbackValue.Category(text), new FeedbackValue.Text(text))) {
                run.assessed(
                        session,
                        turn,
                        new Feedback(
                                text,
                                value,
                                text,
                                Source.judge(text),
                                text,
                                text,
                                Usage.NONE,
                                null,
                                List.of(text, text)));
            }
            run.assessed(session, turn, Feedback.failed(text, Source.human(text), text));
        }
        run.failedTurn(session, 2, text, text);
        run.end(session, new StopReason.AgentFailed(text), 100);
        return run.finish(List.of(new Metric(text + "/mean", 0.0, 1, 1, new Interval(0, 0.79, 0.95))));
    }

    /** So many sessions of so many turns that say a little. */
    static EvaluationResult ofMany(Store store, int sessions, int turns) {
        var run = new SampleRun(store);
        run.begin("long", Attributes.of("agent", "scripted"));
        for (int i = 0; i < sessions; i++) {
            SessionId session = run.session(TestCase.of("Buy kettle number " + i));
            for (int turn = 1; turn <= turns; turn++) {
                run.turn(
                        session,
                        turn,
                        "I would like kettle number " + i,
                        Answer.of("Here is kettle number " + i + ", is it the right one?"));
            }
            run.assessed(session, 0, Feedback.yesNo("fine", i % 10 != 3, "counted"));
            run.end(session, new StopReason.GoalAchieved("it is bought"), 10);
        }
        return run.finish(List.of(new Metric("fine/mean", 0.9, sessions, 0, null)));
    }

    static String write(Report report, EvaluationResult result) {
        var out = new StringWriter();
        try {
            report.write(result, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private void begin(String experiment, Attributes configuration) {
        store.write(new Change.RunStarted(RUN, experiment, "evaluate", configuration, "1.4.2", 7, 1, BEGIN));
    }

    private SessionId session(TestCase testCase) {
        store.write(new Change.CasesAdded(RUN, cases, List.of(testCase)));
        var id = new SessionId("sim-" + String.format(java.util.Locale.ROOT, "%06d", cases));
        store.write(new Change.SessionOpened(RUN, new SimulationKey(id, cases++, testCase, 1, 1), BEGIN));
        return id;
    }

    private void turn(SessionId session, int number, String user, Answer answer) {
        complete(
                session,
                new Turn(
                        number,
                        Message.user(user),
                        answer,
                        null,
                        BEGIN,
                        Duration.ofMillis(820L + 310L * number),
                        List.of()));
    }

    private void failedTurn(SessionId session, int number, String user, String failure) {
        complete(
                session,
                new Turn(number, Message.user(user), Answer.NONE, failure, BEGIN, Duration.ofMillis(95), List.of()));
    }

    private void complete(SessionId session, Turn turn) {
        store.write(new Change.UserSpoke(session, turn.number(), turn.user(), List.of()));
        store.write(new Change.TurnCompleted(session, turn, List.of()));
    }

    private void goal(SessionId session, int turn, boolean achieved, String rationale) {
        store.write(new Change.GoalChecked(session, turn, new GoalVerdict(achieved, rationale), null, List.of()));
    }

    private void judged(SessionId session, int turn, String name, boolean yes, String why) {
        assessed(
                session,
                turn,
                new Feedback(
                        name,
                        new FeedbackValue.YesNo(yes),
                        why,
                        Source.judge("openai:/gpt-4o"),
                        "1",
                        name + "/1",
                        Usage.NONE,
                        null));
    }

    private void assessed(SessionId session, int turn, Feedback feedback) {
        var assessment = new Assessment("a" + ++assessments, session, RUN.value(), turn, feedback, BEGIN, null);
        store.write(new Change.Assessed(session, List.of(assessment), List.of()));
    }

    private void end(SessionId session, StopReason reason, long millis) {
        store.write(new Change.SessionClosed(session, reason, BEGIN, Duration.ofMillis(millis), List.of()));
    }

    private EvaluationResult finish(List<Metric> metrics) {
        store.write(new Change.RunStatusChanged(RUN, RunStatus.FINISHED, BEGIN.plusSeconds(12), metrics));
        return EvaluationResult.stored(store, store.runs().find(RUN.value()).orElseThrow());
    }
}
