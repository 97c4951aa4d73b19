package dev.rehearsal.scoring;

import org.jspecify.annotations.Nullable;

/**
 * An aggregate that does not hide its failures.
 *
 * @param name scorer and aggregate, named as in MLflow: {@code conversation_completeness/mean}
 * @param value null where nothing was scored
 * @param scored how many turns or sessions it is made of
 * @param failed how many could not be scored
 * @param interval null where there are too few for one
 */
public record Metric(
        String name,
        @Nullable Double value,
        long scored,
        long failed,
        @Nullable Interval interval) {}
