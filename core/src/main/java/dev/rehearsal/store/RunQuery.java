package dev.rehearsal.store;

import org.jspecify.annotations.Nullable;

/**
 * Which runs to list, the newest first. Null means: any.
 *
 * @param kind {@code simulate}, {@code evaluate} or {@code score}
 * @param limit the most rows
 * @param after where a list goes on
 */
public record RunQuery(
        @Nullable String experiment,
        @Nullable String kind,
        @Nullable RunStatus status,
        int limit,
        @Nullable Cursor after) {
    /** The list's name in a cursor. */
    public static final String LIST = "runs";

    /** All of them up to {@code limit}. */
    public static RunQuery newest(int limit) {
        return new RunQuery(null, null, null, limit, null);
    }

    public RunQuery withExperiment(@Nullable String experiment) {
        return new RunQuery(experiment, kind, status, limit, after);
    }

    public RunQuery withKind(@Nullable String kind) {
        return new RunQuery(experiment, kind, status, limit, after);
    }

    public RunQuery withStatus(@Nullable RunStatus status) {
        return new RunQuery(experiment, kind, status, limit, after);
    }

    /** From where a page ended. */
    public RunQuery withAfter(@Nullable Cursor after) {
        return new RunQuery(experiment, kind, status, limit, after);
    }
}
