package dev.rehearsal.scoring;

import dev.rehearsal.statistics.Interval;
import dev.rehearsal.statistics.Spread;
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
 * @param spread where the differences between values come from; null where that cannot be told
 * @param detectable the smallest difference to another run of as many cases that would be found in 80 of 100; null where there are too few
 */
public record Metric(
        String name,
        @Nullable Double value,
        long scored,
        long failed,
        @Nullable Interval interval,
        long silent,
        @Nullable Spread spread,
        @Nullable Double detectable) {
    /** The scorer had something to say about all. */
    public Metric(String name, @Nullable Double value, long scored, long failed, @Nullable Interval interval) {
        this(name, value, scored, failed, interval, 0);
    }

    public Metric(
            String name, @Nullable Double value, long scored, long failed, @Nullable Interval interval, long silent) {
        this(name, value, scored, failed, interval, silent, null, null);
    }

    /** The same, with so many that the scorer had nothing to say about. */
    public Metric withSilent(long silent) {
        return new Metric(name, value, scored, failed, interval, silent, spread, detectable);
    }

    public Metric withSpread(@Nullable Spread spread) {
        return new Metric(name, value, scored, failed, interval, silent, spread, detectable);
    }

    public Metric withDetectable(@Nullable Double detectable) {
        return new Metric(name, value, scored, failed, interval, silent, spread, detectable);
    }
}
