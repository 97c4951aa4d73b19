package dev.rehearsal.benchmarks;

import com.sun.management.OperatingSystemMXBean;
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
import java.lang.management.ManagementFactory;
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
            var progress = new Progress(workload.conversations() * workload.turns());
            Evaluation evaluation = Evaluation.of(simulator(workload, URI.create(args[1])))
                    .agent(request -> Answer.of("Here is step " + request.turn() + " of what you need."))
                    .store(store)
                    .listener(event -> {
                        if (event instanceof RunEvent.Simulated(SimulationEvent.TurnCompleted completed)) {
                            progress.turn();
                        }
                    });
            EvaluationResult result = (workload.scored()
                            ? evaluation.scorers(new ConversationCompleteness(), new Safety())
                            : evaluation)
                    .run();
            report(workload, result, progress, called);
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

    private static void report(Workload workload, EvaluationResult result, Progress progress, long called) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double cpu = system.getProcessCpuTime() / 1e9;
        long now = System.currentTimeMillis();
        double wall = (now - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1e3;
        int turns = workload.conversations() * workload.turns();
        System.out.printf(
                Locale.ROOT,
                "{\"workload\":\"%s\",\"wall_s\":%.2f,\"call_s\":%.2f,\"cpu_s\":%.2f,\"cpu_ms_per_turn\":%.3f,\"sessions\":%d,\"counts\":\"%s\","
                        + "\"cpu_ms_per_turn_by_tenth\":%s,\"live_heap_mb_by_tenth\":%s}%n",
                workload.label(),
                wall,
                (now - called) / 1e3,
                cpu,
                cpu * 1e3 / turns,
                result.sessions(),
                result.counts(),
                progress.cpuByTenth(),
                progress.heapByTenth());
    }
}
