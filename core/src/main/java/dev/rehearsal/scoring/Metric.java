package dev.rehearsal.scoring;

import dev.rehearsal.statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate that does not hide its failures.
 *
 * @param name scorer and aggregate, named as in MLflow: {@code conversation_completeness/mean}
 * @param value null where nothing was scored
 * @param scored how many turns or sessions it is made of
 * @param failed how many could not be scored
 * @param interval null where there are too few for one
 * @param silent how many turns or sessions the scorer had nothing to say about, as they are not what it judges
 */
public record Metric(
        String name,
        @Nullable Double value,
        long scored,
        long failed,
        @Nullable Interval interval,
        long silent) {
    /** The scorer had something to say about all. */
    public Metric(String name, @Nullable Double value, long scored, long failed, @Nullable Interval interval) {
        this(name, value, scored, failed, interval, 0);
    }

    /** The same, with so many that the scorer had nothing to say about. */
    public Metric withSilent(long silent) {
        return new Metric(name, value, scored, failed, interval, silent);
    }
}
