package dev.rehearsal.mlflow;

import org.jspecify.annotations.Nullable;

/**
 * What is not published to a server yet.
 *
 * @param server its address
 * @param others assessments, ends of sessions, runs
 * @param refused how many of all these the server does not take
 * @param why what the server said last; null where it said nothing
 */
public record Backlog(
        String server,
        long turns,
        long others,
        long refused,
        @Nullable String why) {
    /** Whether all is published. */
    public boolean isEmpty() {
        return turns + others == 0;
    }
}
