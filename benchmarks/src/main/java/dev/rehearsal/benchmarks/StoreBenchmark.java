package dev.rehearsal.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * What a turn costs in the store: the user speaks, the turn is completed and waited for, the goal is checked, with two model calls and no
 * spans. Says for each round how many changes a second were durable, and the processor time of a turn, in all threads, JVM included.
 *
 * <p>Arguments: the store (a new file in the temporary folder), sessions a round (1000), turns (5), conversations at a time (64), rounds (6).
 */
public final class StoreBenchmark {
    private static final String QUESTION =
            "I ordered a pair of shoes two weeks ago and they still have not arrived. ".repeat(2);
    private static final String ANSWER =
            "I am sorry about the delay. Your parcel left our warehouse on Monday. ".repeat(5);

    private final Store store;
    private final RunId run = new RunId("run-" + System.nanoTime());
    private final int turns;

    private StoreBenchmark(Store store, int turns) {
        this.store = store;
        this.turns = turns;
    }

    public static void main(String[] args) throws Exception {
        String place =
                args.length > 0 ? args[0] : temporary().resolve("rehearsal.db").toString();
        int sessions = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        int turns = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        int atATime = args.length > 3 ? Integer.parseInt(args[3]) : 64;
        int rounds = args.length > 4 ? Integer.parseInt(args[4]) : 6;
        PrintStream out = System.out;
        long began = cpu();
        try (Store store = Store.open(place)) {
            out.printf(Locale.ROOT, "opened in %.0f ms of CPU%n", (cpu() - began) / 1e6);
            var benchmark = new StoreBenchmark(store, turns);
            benchmark.begin();
            for (int round = 0; round < rounds; round++) {
                benchmark.round(round, sessions, atATime, out);
            }
        }
    }

    private static Path temporary() throws IOException {
        return Files.createTempDirectory("store-benchmark");
    }

    private void begin() {
        store.write(new Change.RunStarted(run, "benchmark", "simulate", Attributes.EMPTY, "", 1, 1, Instant.now()));
    }

    private void round(int round, int sessions, int atATime, PrintStream out) {
        long cpu = cpu();
        long start = System.nanoTime();
        var places = new Semaphore(atATime);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < sessions; i++) {
                places.acquireUninterruptibly();
                long index = (long) round * sessions + i;
                threads.execute(() -> {
                    converse(index);
                    places.release();
                });
            }
        }
        store.flush();
        double seconds = (System.nanoTime() - start) / 1e9;
        double micros = (cpu() - cpu) / 1e3;
        long count = (long) sessions * turns;
        out.printf(
                Locale.ROOT,
                "round %d: %,d turns in %.2f s, %,.0f changes/s, CPU %.0f us a turn%n",
                round + 1,
                count,
                seconds,
                (count * 3 + sessions * 2) / seconds,
                micros / count);
    }

    private void converse(long index) {
        var id = SessionId.of("sim-" + Long.toHexString(index * 0x9E3779B97F4A7C15L) + "-" + index);
        var testCase = TestCase.builder()
                .goal("Get the order " + index + " delivered or refunded")
                .persona("In a hurry")
                .build();
        store.enqueue(new Change.SessionOpened(run, new SimulationKey(id, index, testCase, 1, 1), Instant.now()));
        for (int turn = 1; turn <= turns; turn++) {
            Message message = Message.user(QUESTION + turn);
            store.enqueue(new Change.UserSpoke(id, turn, message, List.of(call(Purpose.USER, index, turn))));
            store.write(new Change.TurnCompleted(
                    id,
                    new Turn(
                            turn,
                            message,
                            Answer.of(ANSWER + turn),
                            null,
                            Instant.now(),
                            Duration.ofMillis(3),
                            List.of()),
                    List.of()));
            store.enqueue(new Change.GoalChecked(
                    id,
                    turn,
                    new GoalVerdict(false, "The order was neither delivered nor refunded yet."),
                    null,
                    List.of(call(Purpose.GOAL_CHECK, index, turn))));
        }
        store.enqueue(new Change.SessionClosed(
                id, new StopReason.MaxTurns("not yet"), Instant.now(), Duration.ofSeconds(2), List.of()));
    }

    private static ModelCall call(Purpose purpose, long index, int turn) {
        return new ModelCall(
                new CallKey(purpose, "case-" + index, 1, turn, "", 0),
                "openai:/gpt-4o-mini",
                new Usage(900, 40, 800),
                new BigDecimal("0.000159"),
                Duration.ofMillis(700),
                1,
                false,
                null);
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
