package dev.rehearsal.benchmarks;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.evaluation.RunEvent;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.scorers.ConversationCompleteness;
import dev.rehearsal.scorers.Safety;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.SimulationEvent;
import dev.rehearsal.simulation.SimulatorBuilder;
import dev.rehearsal.store.Store;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Runs one workload once, from a plain library, in this JVM: nothing is warmed up. Arguments: workload, base URL of a model server, store
 * (a path, or {@code memory:}). Prints one line of JSON; times are seconds since the JVM began, so starting it is in them.
 */
public final class WorkloadMain {
    private WorkloadMain() {}

    public static void main(String[] args) {
        Workload workload =
                Workload.of(args[0]).orElseThrow(() -> new IllegalArgumentException("no workload " + args[0]));
        long called = System.currentTimeMillis();
        try (Store store = Store.open(args[2])) {
            Evaluation evaluation = Evaluation.of(simulator(workload, URI.create(args[1])))
                    .agent(request -> Answer.of("Here is step " + request.turn() + " of what you need."))
                    .store(store);
            if (workload.scored()) {
                evaluation = evaluation.scorers(new ConversationCompleteness(), new Safety());
            }
            if (workload == Workload.C) {
                var progress = new Progress(workload.conversations() * workload.turns());
                report(workload, watched(evaluation, progress).run(), called, progress.toJson());
            } else {
                report(workload, evaluation.run(), called, "");
            }
        }
    }

    private static ConversationSimulator simulator(Workload workload, URI baseUrl) {
        List<TestCase> cases = IntStream.range(0, workload.conversations())
                .mapToObj(i -> TestCase.builder()
                        .id("case-" + i)
                        .goal("Find out how to change setting " + i + " and change it")
                        .build())
                .toList();
        SimulatorBuilder builder = ConversationSimulator.builder()
                .testCases(cases)
                .maxTurns(workload.turns())
                .userModel("openai:/mock")
                .modelSettings(ModelSettings.fromEnvironment().withBaseUrl(baseUrl))
                .concurrency(workload.concurrency());
        return builder.build();
    }

    private static Evaluation watched(Evaluation evaluation, Progress progress) {
        return evaluation.listener(event -> {
            if (event instanceof RunEvent.Simulated(SimulationEvent.TurnCompleted completed)) {
                progress.turn();
            }
        });
    }

    /** Asks the system and not the management beans, as loading those takes a twentieth of what is measured. */
    private static void report(Workload workload, EvaluationResult result, long called, String progress) {
        ProcessHandle.Info process = ProcessHandle.current().info();
        double cpu = process.totalCpuDuration().orElseThrow().toMillis() / 1e3;
        long now = System.currentTimeMillis();
        double wall = (now - process.startInstant().orElseThrow().toEpochMilli()) / 1e3;
        int turns = workload.conversations() * workload.turns();
        System.out.printf(
                Locale.ROOT,
                "{\"workload\":\"%s\",\"wall_s\":%.2f,\"call_s\":%.2f,\"cpu_s\":%.2f,\"cpu_ms_per_turn\":%.3f,\"sessions\":%d,\"counts\":\"%s\"%s}%n",
                workload.label(),
                wall,
                (now - called) / 1e3,
                cpu,
                cpu * 1e3 / turns,
                result.sessions(),
                result.counts(),
                progress);
    }
}
