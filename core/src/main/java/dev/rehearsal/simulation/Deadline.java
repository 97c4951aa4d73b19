package dev.rehearsal.simulation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When the budget of time of a run or of a session is spent.
 *
 * @param whose {@code run} or {@code session}
 * @param budget how long it may take; null where there is no bound
 * @param began in nanoseconds of {@link System#nanoTime()}
 */
record Deadline(String whose, @Nullable Duration budget, long began) {
    /** The deadline of what begins now. */
    static Deadline of(String whose, @Nullable Duration budget) {
        return new Deadline(whose, budget, System.nanoTime());
    }

    /** What is left of the budget, at most that long; nothing or less where it is spent. */
    Duration left(Duration most) {
        if (budget == null) {
            return most;
        }
        Duration left = budget.minusNanos(System.nanoTime() - began);
        return left.compareTo(most) < 0 ? left : most;
    }

    boolean isOver() {
        return !left(Duration.ofNanos(1)).isPositive();
    }

    /** Why what the deadline bounds ends. */
    StopReason.Timeout reason() {
        return new StopReason.Timeout("the " + whose + " took longer than its budget of "
                + (budget == null ? "time" : budget.toMillis() / 1000.0 + " s"));
    }
}
