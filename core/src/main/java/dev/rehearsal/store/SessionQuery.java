package dev.rehearsal.store;

import org.jspecify.annotations.Nullable;

/**
 * Which sessions to list. Null means: any.
 *
 * @param runId the run that simulated them, or that was to score them
 * @param text words that goal, persona or a message has
 * @param interrupted whether superseded sessions are listed too
 * @param limit the most rows
 * @param order how to sort
 */
public record SessionQuery(
        @Nullable String experiment,
        @Nullable RunId runId,
        @Nullable String stopReason,
        @Nullable String text,
        boolean interrupted,
        int limit,
        Order order) {
    /** The newest first, all of them up to {@code limit}. */
    public static SessionQuery newest(int limit) {
        return new SessionQuery(null, null, null, null, false, limit, Order.NEWEST);
    }

    /** A run's sessions in the order of cases and trials, superseded ones included. */
    public static SessionQuery ofRun(RunId runId) {
        return new SessionQuery(null, runId, null, null, true, Integer.MAX_VALUE, Order.CASE);
    }

    public SessionQuery withExperiment(@Nullable String experiment) {
        return new SessionQuery(experiment, runId, stopReason, text, interrupted, limit, order);
    }

    public SessionQuery withRun(@Nullable RunId runId) {
        return new SessionQuery(experiment, runId, stopReason, text, interrupted, limit, order);
    }

    public SessionQuery withStopReason(@Nullable String stopReason) {
        return new SessionQuery(experiment, runId, stopReason, text, interrupted, limit, order);
    }

    public SessionQuery withText(@Nullable String text) {
        return new SessionQuery(experiment, runId, stopReason, text, interrupted, limit, order);
    }

    public SessionQuery withInterrupted(boolean interrupted) {
        return new SessionQuery(experiment, runId, stopReason, text, interrupted, limit, order);
    }

    /** How to sort. */
    public enum Order {
        NEWEST,
        CASE
    }
}
