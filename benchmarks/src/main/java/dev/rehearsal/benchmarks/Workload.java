package dev.rehearsal.benchmarks;

import java.util.Arrays;
import java.util.Optional;

/** What is measured. Latencies are those of the model server; the agent answers at once, in process. */
enum Workload {
    A("A", 100, 5, 200, 256, false, "100 conversations x 5 turns, 200 ms a call, simulate"),
    A_SCORED("A'", 100, 5, 200, 512, true, "the same, evaluated with ConversationCompleteness and Safety"),
    B("B", 200, 10, 0, 64, false, "200 x 10 turns, 0 ms: CPU per turn"),
    B_LONG("B'", 4000, 5, 0, 64, false, "4,000 x 5 turns, 0 ms: CPU per turn"),
    C("C", 20_000, 5, 0, 64, false, "20,000 x 5 turns, 0 ms: CPU per turn along the run, live heap"),
    D("D", 1000, 5, 1000, 2500, false, "1,000 conversations in flight at 1 s a call, 5 turns");

    private final String label;
    private final int conversations;
    private final int turns;
    private final int latencyMillis;
    private final int concurrency;
    private final boolean scored;
    private final String description;

    Workload(
            String label,
            int conversations,
            int turns,
            int latencyMillis,
            int concurrency,
            boolean scored,
            String description) {
        this.label = label;
        this.conversations = conversations;
        this.turns = turns;
        this.latencyMillis = latencyMillis;
        this.concurrency = concurrency;
        this.scored = scored;
        this.description = description;
    }

    static Optional<Workload> of(String label) {
        return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
    }

    String label() {
        return label;
    }

    int conversations() {
        return conversations;
    }

    int turns() {
        return turns;
    }

    int latencyMillis() {
        return latencyMillis;
    }

    int concurrency() {
        return concurrency;
    }

    boolean scored() {
        return scored;
    }

    String description() {
        return description;
    }
}
