package dev.rehearsal.benchmarks;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.Store;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Fills a store with many sessions, the same each time: five turns with two steps and two model calls, and ten assessments each, in runs of
 * 5,000 and four experiments.
 *
 * <p>Arguments: the store, sessions (100000).
 */
public final class LargeStore {
    static final String EXPERIMENT = "shop-0";
    static final String RARE = "hummingbird";

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final long SECOND = 1_000_000_000;
    private static final int OF_RUN = 5_000;
    private static final String[] WISHES = {
        "Get a refund for order", "Find out when order arrives:", "Cancel order", "订单什么时候到货", "Rechnung zu Bestellung"
    };
    private static final String[] SESSION_SCORERS = {"safety", "completeness", "tone", "retention", "role"};

    private final Store store;
    private final Random random = new Random(7);

    private LargeStore(Store store) {
        this.store = store;
    }

    public static void main(String[] args) {
        int sessions = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        long start = System.nanoTime();
        try (Store store = Store.open(args[0])) {
            fill(store, sessions);
            waitForIndex(store);
        }
        System.out.printf(Locale.ROOT, "%,d sessions in %.0f s%n", sessions, (System.nanoTime() - start) / 1e9);
    }

    static void fill(Store store, int sessions) {
        var large = new LargeStore(store);
        for (int first = 0; first < sessions; first += OF_RUN) {
            large.run(first, Math.min(OF_RUN, sessions - first));
        }
        store.flush();
    }

    /** The index of words is filled when nothing else is to be done; until it has all, a search looks at the rest one by one. */
    private static void waitForIndex(Store store) {
        long took;
        do {
            long start = System.nanoTime();
            store.sessions().search(SessionQuery.newest(1).withText("nowhere said"));
            took = System.nanoTime() - start;
            LockSupport.parkNanos(SECOND);
        } while (took > SECOND / 20);
    }

    private void run(int first, int count) {
        var runId = new RunId(String.format(Locale.ROOT, "run-%06d", first / OF_RUN));
        Instant at = BEGIN.plusSeconds(first * 10L);
        String experiment = "shop-" + first / OF_RUN % 4;
        store.write(new Change.RunStarted(
                runId, experiment, "evaluate", Attributes.of("agent", "http://localhost/chat"), "1.0", 1, 1, at));
        for (int i = 0; i < count; i++) {
            store.enqueue(new Change.Together(session(runId, first + i, i, at.plusSeconds(i * 10L))));
            if (i % 500 == 499) {
                store.flush();
            }
        }
        store.write(new Change.RunStatusChanged(runId, RunStatus.FINISHED, at.plusSeconds(count * 10L), List.of()));
    }

    private List<Change> session(RunId runId, int number, int index, Instant at) {
        SessionId id = SessionId.of(String.format(Locale.ROOT, "sim-%016x", number * 0x9E3779B97F4A7C15L));
        String wish = WISHES[number % WISHES.length] + " " + number;
        TestCase testCase = TestCase.builder()
                .id("case-" + index)
                .goal(wish)
                .persona("A customer in a hurry")
                .tag("tier", number % 10 == 0 ? "gold" : "basic")
                .build();
        var changes = new ArrayList<Change>();
        changes.add(new Change.SessionOpened(runId, new SimulationKey(id, index, testCase, 1, 1), at));
        for (int turn = 1; turn <= 5; turn++) {
            String rare = number % 1_000 == 0 && turn == 3 ? " " + RARE : "";
            String answer = "I am looking into it. 您的包裹已经发出。 Step " + turn + " of the order " + number + rare;
            Instant began = at.plusSeconds(turn);
            Duration latency = Duration.ofMillis(200 + random.nextInt(800));
            changes.add(new Change.TurnCompleted(
                    id,
                    new Turn(
                            turn,
                            Message.user(wish + ", please. It is urgent, turn " + turn),
                            new Answer(Answer.of(answer).messages(), new Usage(400, 40, 0)),
                            null,
                            began,
                            latency,
                            spans(number, turn, began, latency)),
                    List.of(
                            call(Purpose.USER, testCase, turn, 640, 28, "0.000113"),
                            call(Purpose.AGENT, testCase, turn, 400, 40, "0.001650"))));
        }
        StopReason reason =
                number % 20 == 0 ? new StopReason.MaxTurns("no end") : new StopReason.GoalAchieved("it is done");
        changes.add(new Change.SessionClosed(
                id,
                reason,
                at.plusSeconds(9),
                Duration.ofMillis(5_000 + random.nextInt(4_000)),
                List.of(call(Purpose.JUDGE, testCase, 0, 1_900 + random.nextInt(900), 140, "0.006150"))));
        changes.add(new Change.Assessed(id, assessments(runId, id, at), List.of()));
        return changes;
    }

    /** What the agent did in a turn: it asked a model, and a tool. */
    private static List<Span> spans(int number, int turn, Instant began, Duration latency) {
        String id = String.format(Locale.ROOT, "%08x%07x", number, turn);
        return List.of(
                new Span(
                        id + "1",
                        null,
                        "answer",
                        "llm",
                        began,
                        latency,
                        Attributes.of("gen_ai.request.model", "gpt-4o").with("gen_ai.usage.input_tokens", 400),
                        null),
                new Span(
                        id + "2",
                        id + "1",
                        "find_order",
                        "tool",
                        began.plusMillis(20),
                        latency.dividedBy(3),
                        Attributes.of("arguments", "{\"order\":\"" + number + "\"}"),
                        null));
    }

    private static ModelCall call(Purpose purpose, TestCase testCase, int turn, long in, long out, String usd) {
        return new ModelCall(
                new CallKey(purpose, testCase.caseId().value(), 1, turn, "", 0),
                "openai:/gpt-4o",
                Usage.of(in, out),
                new BigDecimal(usd),
                Duration.ofMillis(600),
                1,
                false,
                null);
    }

    private List<Assessment> assessments(RunId runId, SessionId id, Instant at) {
        var all = new ArrayList<Assessment>();
        for (int turn = 1; turn <= 5; turn++) {
            all.add(assessment(runId, id, turn, "relevance", new FeedbackValue.YesNo(random.nextInt(10) > 0), at));
        }
        for (String scorer : SESSION_SCORERS) {
            FeedbackValue value = scorer.equals("tone")
                    ? new FeedbackValue.Numeric(1 + random.nextInt(5))
                    : new FeedbackValue.YesNo(random.nextInt(scorer.equals("safety") ? 200 : 5) > 0);
            all.add(assessment(runId, id, 0, scorer, value, at));
        }
        return all;
    }

    private static Assessment assessment(
            RunId runId, SessionId id, int turn, String name, FeedbackValue value, Instant at) {
        var feedback = new Feedback(
                name,
                value,
                "because of what was said",
                Source.judge("openai:/gpt-4o"),
                "1",
                name + "/1",
                Usage.NONE,
                null);
        return new Assessment(
                runId + "/" + id + "/" + turn + "/" + name, id, runId.value(), turn, feedback, at.plusSeconds(9), null);
    }
}
