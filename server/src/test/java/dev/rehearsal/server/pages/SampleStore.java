package dev.rehearsal.server.pages;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.statistics.Rate;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Fills a store with a shop's runs, the same each time: for looking at pages, and for tests of what is on them. */
final class SampleStore {
    static final Instant BEGIN = Instant.parse("2026-11-02T09:30:00Z");
    static final RunId FIRST = new RunId("20261102-093000-abc123");
    static final RunId SECOND = new RunId("20261103-141500-def456");
    static final RunId LIVE = new RunId("20261103-161500-fed789");
    private static final String JUDGE = "openai:/gpt-4o";

    private final Store store;
    private final Random random = new Random(7);
    private final Map<String, List<Boolean>> verdicts = new TreeMap<>();
    private final Map<String, Integer> blamed = new TreeMap<>();
    private RunId run = FIRST;
    private Instant now = BEGIN;
    private int cases;
    private int sessions;
    private int ids;

    SampleStore(Store store) {
        this.store = store;
    }

    /** A store in memory that is filled. */
    static Store inMemory() {
        Store store = Store.inMemory();
        new SampleStore(store).fill();
        return store;
    }

    /** Two runs that have ended, the second with a better agent, and one under way. */
    SampleStore fill() {
        run(FIRST, "1.4.2", SampleTalk.all(false), 3, 2);
        finish();
        now = BEGIN.plus(Duration.ofMinutes(1725));
        run(SECOND, "1.5.0", SampleTalk.all(true), 3, 2);
        finish();
        now = BEGIN.plus(Duration.ofMinutes(1845));
        run(LIVE, "1.5.1", SampleTalk.all(true).subList(0, 3), 3, 1);
        waiting();
        Dataset cases = store.datasets().create("order-desk-cases", Map.of("team", "shop"));
        cases.merge(SampleTalk.all(false).stream().map(SampleTalk::testCase).toList());
        cases.merge(TestCase.builder()
                .id("invoice")
                .goal("Get the invoice of order 1003 as a PDF")
                .expectation("expected_response", "A link to invoice-1003.pdf")
                .build());
        return this;
    }

    void run(RunId id, String version, List<SampleTalk> all, int times, int trials) {
        List<SampleTalk> talks = IntStream.rangeClosed(1, times)
                .boxed()
                .flatMap(time -> all.stream().map(talk -> talk.again(time)))
                .toList();
        run = id;
        cases = 0;
        sessions = 0;
        verdicts.clear();
        blamed.clear();
        store.write(new Change.RunStarted(
                id,
                "order-desk",
                "evaluate",
                Attributes.of("agent", "http://localhost:8080/chat")
                        .with("user_model", "openai:/gpt-4o-mini")
                        .with("judge_model", JUDGE)
                        .with("max_turns", 8)
                        .with("scorers", List.of("conversation_completeness", "safety", "blame"))
                        .with("gate", Map.of("conversation_completeness", 0.6)),
                version,
                7,
                trials,
                now));
        store.write(new Change.CasesAdded(
                id, 0, talks.stream().map(SampleTalk::testCase).toList()));
        for (SampleTalk talk : talks) {
            for (int trial = 1; trial <= trials; trial++) {
                session(talk, trial);
            }
            cases++;
        }
    }

    SessionId session(SampleTalk talk, int trial) {
        var id = new SessionId(
                String.format(Locale.ROOT, "sim-%s-%04d", run.value().substring(16), ++sessions));
        TestCase testCase = talk.testCase();
        Instant began = now;
        store.write(new Change.SessionOpened(run, new SimulationKey(id, cases, testCase, trial, 1), now));
        boolean lucky =
                !talk.complete() && (cases == 9 || cases == 13) && talk.blame().equals("agent");
        int number = 0;
        for (SampleTalk.Exchange exchange : talk.exchanges()) {
            turn(id, testCase, ++number, exchange, talk);
        }
        boolean complete = talk.complete() || lucky;
        StopReason end = lucky ? new StopReason.GoalAchieved("This time it was settled.") : talk.stopReason();
        if (!(end instanceof StopReason.AgentFailed)) {
            judge(id, 0, "conversation_completeness", complete, lucky ? "It was settled after all." : talk.verdict());
        }
        if (!complete && !talk.blame().isEmpty()) {
            blamed.merge(talk.blame(), 1, Integer::sum);
            assess(
                    id,
                    0,
                    new Feedback(
                            "blame",
                            new FeedbackValue.Category(talk.blame()),
                            "Turn " + number + ": " + talk.verdict(),
                            Source.judge(JUDGE),
                            "1",
                            "blame/1",
                            Usage.of(820, 60),
                            null));
        }
        assess(
                id,
                0,
                new Feedback(
                        "goal_achieved",
                        new FeedbackValue.YesNo(complete),
                        "",
                        Source.code("blame"),
                        "1",
                        "",
                        Usage.NONE,
                        null));
        verdicts.computeIfAbsent("goal_achieved", name -> new ArrayList<>()).add(complete);
        store.write(new Change.SessionClosed(
                id,
                end,
                now,
                Duration.between(began, now),
                List.of(call(Purpose.JUDGE, testCase, 0, JUDGE, 1900, 140, "0.006150"))));
        return id;
    }

    /** Conversations that have begun and not ended. */
    private void waiting() {
        List<SampleTalk> talks = SampleTalk.all(true).subList(3, 6);
        store.write(new Change.CasesAdded(
                run, cases, talks.stream().map(talk -> talk.again(9).testCase()).toList()));
        for (SampleTalk talk : talks) {
            var id = new SessionId(
                    String.format(Locale.ROOT, "sim-%s-%04d", run.value().substring(16), ++sessions));
            TestCase testCase = talk.again(9).testCase();
            store.write(new Change.SessionOpened(run, new SimulationKey(id, cases++, testCase, 1, 1), now));
            turn(id, testCase, 1, talk.exchanges().getFirst(), talk);
        }
    }

    private void turn(SessionId id, TestCase testCase, int number, SampleTalk.Exchange exchange, SampleTalk talk) {
        Duration latency = Duration.ofMillis(420L
                + random.nextInt(1600)
                + 350L * exchange.answer().toolCalls().size());
        now = now.plusMillis(900);
        Message user = Message.user(exchange.user());
        store.write(new Change.UserSpoke(
                id,
                number,
                user,
                List.of(call(
                        Purpose.USER, testCase, number, "openai:/gpt-4o-mini", 640 + 90 * number, 28, "0.000113"))));
        boolean failed = exchange.answer().messages().isEmpty();
        store.write(new Change.TurnCompleted(
                id,
                new Turn(
                        number,
                        user,
                        failed ? exchange.answer() : exchange.answer().withUsage(Usage.of(380 + 120L * number, 70)),
                        failed ? talk.stopReason().rationale() : null,
                        now,
                        latency,
                        spans(exchange, latency)),
                List.of(call(Purpose.AGENT, testCase, number, "openai:/gpt-4o", 380 + 120L * number, 70, "0.001650"))));
        now = now.plus(latency);
        if (failed) {
            return;
        }
        boolean last = number == talk.exchanges().size();
        boolean achieved = last && talk.stopReason() instanceof StopReason.GoalAchieved;
        store.write(new Change.GoalChecked(
                id,
                number,
                new GoalVerdict(achieved, exchange.why()),
                null,
                List.of(call(Purpose.GOAL_CHECK, testCase, number, JUDGE, 700, 40, "0.002150"))));
        judge(id, number, "safety", true, "Nothing in the answer is unsafe.");
        boolean repeats = exchange.answer().text().endsWith("of the damage?") && number > 1;
        judge(
                id,
                number,
                "relevance",
                !repeats,
                repeats ? "It asks for what the user has just given." : "It answers what was asked.");
    }

    private List<Span> spans(SampleTalk.Exchange exchange, Duration latency) {
        var spans = new ArrayList<Span>();
        Instant at = now.plusMillis(12);
        String model = span();
        spans.add(new Span(
                model,
                null,
                "plan",
                "llm",
                at,
                latency.dividedBy(3),
                Attributes.of("gen_ai.request.model", "gpt-4o").with("gen_ai.usage.input_tokens", 412),
                null));
        at = at.plus(latency.dividedBy(3));
        for (ToolCall call : exchange.answer().toolCalls()) {
            var took = Duration.ofMillis(60 + random.nextInt(260));
            String tool = span();
            spans.add(new Span(
                    tool,
                    null,
                    call.name(),
                    "tool",
                    at,
                    took,
                    Attributes.of("arguments", call.arguments()),
                    call.failed() ? call.result() : null));
            spans.add(new Span(
                    span(),
                    tool,
                    "SELECT orders",
                    "other",
                    at.plusMillis(8),
                    took.minusMillis(20),
                    Attributes.EMPTY,
                    null));
            at = at.plus(took);
        }
        Duration left = Duration.between(at, now.plus(latency)).minusMillis(15);
        if (!left.isNegative()) {
            spans.add(new Span(
                    span(), null, "answer", "llm", at, left, Attributes.of("gen_ai.request.model", "gpt-4o"), null));
        }
        return spans;
    }

    private String span() {
        return String.format(Locale.ROOT, "%016x", ++ids);
    }

    private static ModelCall call(
            Purpose purpose, TestCase testCase, int turn, String model, long in, long out, String usd) {
        return new ModelCall(
                new CallKey(purpose, testCase.caseId().value(), 1, turn, "", 0),
                model,
                Usage.of(in, out),
                new BigDecimal(usd),
                Duration.ofMillis(600),
                1,
                false,
                null);
    }

    private void judge(SessionId id, int turn, String name, boolean yes, String why) {
        verdicts.computeIfAbsent(name, each -> new ArrayList<>()).add(yes);
        assess(
                id,
                turn,
                new Feedback(
                        name,
                        new FeedbackValue.YesNo(yes),
                        why,
                        Source.judge(JUDGE),
                        "1",
                        name + "/1",
                        Usage.of(900, 60),
                        null));
    }

    private void assess(SessionId id, int turn, Feedback feedback) {
        now = now.plusMillis(5);
        store.write(new Change.Assessed(
                id,
                List.of(new Assessment(
                        String.format(Locale.ROOT, "a-%06d", ++ids), id, run.value(), turn, feedback, now, null)),
                List.of()));
    }

    private void finish() {
        var metrics = new ArrayList<Metric>();
        verdicts.forEach((name, values) -> {
            var rate = new Rate((int) values.stream().filter(each -> each).count(), values.size());
            metrics.add(new Metric(name + "/mean", rate.value(), values.size(), 0, rate.interval()));
        });
        int missed = blamed.values().stream().mapToInt(Integer::intValue).sum();
        blamed.forEach((party, count) -> {
            var rate = new Rate(count, missed);
            metrics.add(new Metric("blame/" + party, rate.value(), missed, 0, rate.interval()));
        });
        store.write(new Change.RunStatusChanged(run, RunStatus.FINISHED, now, metrics));
    }
}
