package dev.rehearsal.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.evaluation.SessionScoring;
import dev.rehearsal.evaluation.StoredSessions;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Prices;
import dev.rehearsal.scorers.ConversationCompleteness;
import dev.rehearsal.scorers.Scorers;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.TurnToScore;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Scores stored sessions once, from a plain library, in this JVM: nothing is warmed up.
 *
 * <p>Arguments: {@code prepare STORE SESSIONS TURNS} makes a store; {@code rules STORE} scores it with five scorers that ask no model, three
 * of sessions and two of turns, {@code turns STORE} with five of turns; {@code judge STORE URL LIMIT MILLIS} with a judge that is a model
 * server with that latency, at most so many calls at once.
 */
public final class ScoringMain {
    private static final RunId RUN = new RunId("run-scoring-benchmark");

    private ScoringMain() {}

    public static void main(String[] args) {
        try (Store store = Store.open(args[1])) {
            switch (args[0]) {
                case "prepare" -> prepare(store, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
                case "rules" -> {
                    var scorers = new ArrayList<Scorer>(ofTurns(2));
                    for (String name : new String[] {"expected_tool_call", "expected_answer", "no_repeated_answer"}) {
                        scorers.add(Scorers.open(name, Attributes.EMPTY));
                    }
                    score(
                            args[0],
                            Evaluation.of(StoredSessions.ofRun(store, RUN)).scorers(scorers),
                            0);
                }
                case "turns" ->
                    score(
                            args[0],
                            Evaluation.of(StoredSessions.ofRun(store, RUN)).scorers(ofTurns(5)),
                            0);
                case "judge" -> judge(store, URI.create(args[2]), Integer.parseInt(args[3]), Integer.parseInt(args[4]));
                default -> throw new IllegalArgumentException("no workload " + args[0]);
            }
        }
    }

    private static List<Scorer> ofTurns(int count) {
        return List.<Scorer>of(
                        rule("answered", turn -> !turn.output().isBlank()),
                        rule("short", turn -> turn.output().length() < 600),
                        rule("polite", turn -> turn.output().contains("sorry")),
                        rule("no_digits", turn -> turn.output().chars().noneMatch(Character::isDigit)),
                        rule("on_topic", turn -> turn.output().contains("parcel")))
                .subList(0, count);
    }

    private static Scorer rule(String name, Predicate<TurnToScore> rule) {
        return Scorer.turn(name, turn -> Feedback.yesNo(name, rule.test(turn), ""));
    }

    private static void judge(Store store, URI baseUrl, int limit, int millis) {
        var models = new ModelClients(
                ModelSettings.fromEnvironment().withBaseUrl(baseUrl),
                ModelLimits.DEFAULT.withConcurrency(limit),
                Prices.bundled());
        StoredSessions sessions = StoredSessions.ofRun(store, RUN);
        double least = sessions.sessions().size() * millis / 1e3 / limit;
        score(
                "judge",
                Evaluation.of(sessions)
                        .models(models)
                        .judgeModel("openai:/mock")
                        .scorers(new ConversationCompleteness()),
                least);
    }

    private static void score(String name, SessionScoring scoring, double least) {
        long cpu = cpu();
        long called = System.nanoTime();
        EvaluationResult result = scoring.run();
        double seconds = (System.nanoTime() - called) / 1e9;
        double sinceStart = (System.currentTimeMillis()
                        - ManagementFactory.getRuntimeMXBean().getStartTime())
                / 1e3;
        System.out.printf(
                Locale.ROOT,
                "{\"workload\":\"score %s\",\"call_s\":%.2f,\"wall_s\":%.2f,\"call_cpu_s\":%.2f,\"sessions\":%d,\"scored\":%d,\"failed\":%d%s}%n",
                name,
                seconds,
                sinceStart,
                (cpu() - cpu) / 1e9,
                result.sessions(),
                result.metrics().stream().mapToLong(Metric::scored).sum(),
                result.metrics().stream().mapToLong(Metric::failed).sum(),
                least == 0
                        ? ""
                        : String.format(Locale.ROOT, ",\"least_s\":%.2f,\"ratio\":%.3f", least, seconds / least));
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static void prepare(Store store, int sessions, int turns) {
        Instant now = Instant.now();
        store.write(new Change.RunStarted(RUN, "benchmark", "evaluate", Attributes.EMPTY, "", 1, 1, now));
        for (int i = 0; i < sessions; i++) {
            var id = SessionId.of("sim-scoring-" + i);
            var testCase = TestCase.builder()
                    .id("case-" + i)
                    .goal("Get order " + i + " delivered or refunded")
                    .expectation("expected_tool_calls", List.of("find_order"))
                    .expectation("answer_patterns", List.of("left our warehouse"))
                    .build();
            store.enqueue(new Change.SessionOpened(RUN, new SimulationKey(id, i, testCase, 1, 1), now));
            for (int turn = 1; turn <= turns; turn++) {
                Answer answer = Answer.of(
                        "I am sorry about the delay. Your parcel left our warehouse on Monday. ".repeat(4) + turn,
                        turn == 1
                                ? List.of(ToolCall.of("c1", "find_order", "{\"order\":" + i + "}")
                                        .withResult("shipped"))
                                : List.of());
                store.enqueue(new Change.TurnCompleted(
                        id, Turn.of(turn, "My shoes have still not arrived, it is day " + turn, answer), List.of()));
            }
            store.enqueue(new Change.SessionClosed(
                    id, new StopReason.MaxTurns("not yet"), now, Duration.ofSeconds(2), List.of()));
        }
        store.write(new Change.RunStatusChanged(RUN, RunStatus.FINISHED, now, List.of()));
    }
}
