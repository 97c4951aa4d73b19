package dev.rehearsal.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions to list. Null means: any.
 *
 * @param runId the run that simulated them, or that was to score them
 * @param text words that goal, persona or a message has
 * @param filters all of which hold
 * @param interrupted whether superseded sessions are listed too
 * @param limit the most rows
 * @param order how to sort
 * @param after where a list goes on; of the same order
 */
public record SessionQuery(
        @Nullable String experiment,
        @Nullable RunId runId,
        @Nullable String stopReason,
        @Nullable String text,
        List<SessionFilter> filters,
        boolean interrupted,
        int limit,
        SessionOrder order,
        @Nullable Cursor after) {
    public SessionQuery {
        filters = List.copyOf(filters);
    }

    /** The newest first, all of them up to {@code limit}. */
    public static SessionQuery newest(int limit) {
        return new SessionQuery(null, null, null, null, List.of(), false, limit, SessionOrder.NEWEST, null);
    }

    /** A run's sessions in the order of cases and trials, superseded ones included. */
    public static SessionQuery ofRun(RunId runId) {
        return newest(Integer.MAX_VALUE).withRun(runId).withInterrupted(true).withOrder(SessionOrder.CASE);
    }

    /** An experiment's sessions in the order of cases and trials. */
    public static SessionQuery ofExperiment(String experiment) {
        return newest(Integer.MAX_VALUE).withExperiment(experiment).withOrder(SessionOrder.CASE);
    }

    public SessionQuery withExperiment(@Nullable String experiment) {
        return new SessionQuery(experiment, runId, stopReason, text, filters, interrupted, limit, order, after);
    }

    public SessionQuery withRun(@Nullable RunId runId) {
        return new SessionQuery(experiment, runId, stopReason, text, filters, interrupted, limit, order, after);
    }

    public SessionQuery withStopReason(@Nullable String stopReason) {
        return new SessionQuery(experiment, runId, stopReason, text, filters, interrupted, limit, order, after);
    }

    public SessionQuery withText(@Nullable String text) {
        return new SessionQuery(experiment, runId, stopReason, text, filters, interrupted, limit, order, after);
    }

    public SessionQuery withInterrupted(boolean interrupted) {
        return new SessionQuery(experiment, runId, stopReason, text, filters, interrupted, limit, order, after);
    }

    /** What else has to hold, beside the filters there are. */
    public SessionQuery where(SessionFilter filter) {
        var all = new ArrayList<>(filters);
        all.add(filter);
        return new SessionQuery(experiment, runId, stopReason, text, all, interrupted, limit, order, after);
    }

    public SessionQuery withLimit(int limit) {
        return new SessionQuery(experiment, runId, stopReason, text, filters, interrupted, limit, order, after);
    }

    public SessionQuery withOrder(SessionOrder order) {
        return new SessionQuery(experiment, runId, stopReason, text, filters, interrupted, limit, order, after);
    }

    /** From where a page ended. */
    public SessionQuery withAfter(@Nullable Cursor after) {
        return new SessionQuery(experiment, runId, stopReason, text, filters, interrupted, limit, order, after);
    }
}
