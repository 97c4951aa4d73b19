package dev.rehearsal.server.pages;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Expectation;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A store in which hostile texts stand wherever a text can stand. */
final class HostileStore {
    static final Instant BEGIN = Instant.parse("2026-11-02T09:30:00Z");
    static final RunId FIRST = new RunId("20261102-093000-aaaaaa");
    static final RunId SECOND = new RunId("20261102-103000-bbbbbb");

    private final Store store;
    private final List<SessionId> sessions = new ArrayList<>();
    private int ids;

    HostileStore(Store store) {
        this.store = store;
    }

    /** Sessions of so many payloads each, in two runs of the same cases. */
    static HostileStore of(Store store, List<String> payloads, int each) {
        var hostile = new HostileStore(store);
        for (RunId run : List.of(FIRST, SECOND)) {
            hostile.begin(run, payloads.getFirst());
            List<String> own = run.equals(FIRST) ? payloads : payloads.subList(0, Math.min(payloads.size(), 2 * each));
            for (int i = 0; i < own.size(); i += each) {
                hostile.session(run, i / each, own.subList(i, Math.min(own.size(), i + each)));
            }
            hostile.end(run, own);
        }
        hostile.dataset(payloads.subList(0, Math.min(payloads.size(), 60)));
        return hostile;
    }

    List<SessionId> sessions() {
        return List.copyOf(sessions);
    }

    private void begin(RunId run, String text) {
        store.write(new Change.RunStarted(
                run,
                text,
                "evaluate",
                Attributes.of("agent", text)
                        .with("user_model", text)
                        .with("judge_model", text)
                        .with(text, text),
                text,
                7,
                1,
                BEGIN.plusSeconds(ids++)));
    }

    private void session(RunId run, int index, List<String> payloads) {
        String text = payloads.getFirst();
        var id = new SessionId(
                index % 7 == 3
                        ? text.substring(0, Math.min(text.length(), 200))
                                + run.value().charAt(16)
                        : "sim-" + run.value().substring(16) + index);
        sessions.add(id);
        Attributes each = Attributes.EMPTY;
        TestCase.Builder hostile = TestCase.builder()
                .id(index + text)
                .goal(String.join("\n", payloads))
                .persona(String.join("\n", payloads))
                .simulationGuidelines(payloads);
        for (String payload : payloads) {
            hostile.context(payload, payload).expectation(payload, payload).tag(payload, payload);
            each = each.with(payload, payload);
        }
        TestCase testCase = hostile.metadata(each).build();
        store.write(new Change.CasesAdded(run, index, List.of(testCase)));
        store.write(new Change.SessionOpened(run, new SimulationKey(id, index, testCase, 1, 1), BEGIN));
        int number = 0;
        for (String payload : payloads) {
            turn(run, id, ++number, payload);
        }
        for (String payload : payloads) {
            assess(run, id, 0, payload, new FeedbackValue.Text(payload));
        }
        assess(run, id, 0, "judged", new FeedbackValue.YesNo(run.equals(SECOND)));
        store.write(new Change.Expected(Expectation.of(id, 0, text, text, Source.human(text), BEGIN)));
        StopReason reason = run.equals(FIRST) ? new StopReason.AgentFailed(text) : new StopReason.GoalAchieved(text);
        store.write(new Change.SessionClosed(id, reason, BEGIN, Duration.ofSeconds(9), List.of()));
    }

    private void turn(RunId run, SessionId id, int number, String text) {
        List<ToolCall> calls = List.of(
                ToolCall.of(text, text, text).withResult(text),
                ToolCall.of(text, text, text).withFailure(text));
        var turn = new Turn(
                number,
                Message.user(text),
                new Answer(List.of(Message.assistant(text, calls)), Usage.of(10, 2)),
                number % 5 == 0 ? text : null,
                BEGIN,
                Duration.ofMillis(700),
                List.of(new Span(
                        String.format(java.util.Locale.ROOT, "%016x", ++ids),
                        null,
                        text,
                        text,
                        BEGIN,
                        Duration.ofMillis(90),
                        Attributes.of(text, text),
                        text)));
        store.write(new Change.UserSpoke(id, number, turn.user(), List.of()));
        store.write(new Change.TurnCompleted(id, turn, List.of()));
        store.write(new Change.GoalChecked(id, number, new GoalVerdict(false, text), null, List.of()));
        assess(run, id, number, text, new FeedbackValue.Category(text));
    }

    private void assess(RunId run, SessionId id, int turn, String text, FeedbackValue value) {
        var feedback = new Feedback(
                text.isBlank() ? "blank" : text,
                value,
                text,
                Source.judge(text),
                text,
                text,
                Usage.NONE,
                null,
                List.of(text, text));
        var assessment = new Assessment("a" + ++ids, id, run.value(), turn, feedback, BEGIN, null);
        store.write(new Change.Assessed(id, List.of(assessment), List.of()));
    }

    private void end(RunId run, List<String> payloads) {
        var metrics = new ArrayList<Metric>();
        metrics.add(new Metric("judged/mean", 0.5, 2, 1, new Interval(0.1, 0.9, 0.95)));
        for (String payload : payloads.subList(0, Math.min(40, payloads.size()))) {
            metrics.add(new Metric(payload + "/mean", 0.5, 2, 1, new Interval(0.1, 0.9, 0.95)));
            metrics.add(new Metric("blame/" + payload, 0.5, 2, 1, null));
        }
        store.write(new Change.RunStatusChanged(run, RunStatus.FINISHED, BEGIN.plusSeconds(60), metrics));
    }

    private void dataset(List<String> payloads) {
        var dataset = store.datasets().by(payloads.getFirst()).create("hostile", Map.of("team", payloads.getFirst()));
        dataset.merge(payloads.stream()
                .filter(payload -> !payload.isBlank())
                .map(payload -> TestCase.builder()
                        .goal(payload)
                        .persona(payload)
                        .expectation("x", payload)
                        .tag("t", payload)
                        .build())
                .toList());
        dataset.merge(payloads.stream()
                .filter(payload -> !payload.isBlank())
                .limit(20)
                .map(payload -> TestCase.builder()
                        .goal(payload)
                        .persona(payload)
                        .expectation("x", payload + payload)
                        .build())
                .toList());
    }
}
