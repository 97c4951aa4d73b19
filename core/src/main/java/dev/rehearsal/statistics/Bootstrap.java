package dev.rehearsal.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Intervals by drawing cases anew, with replacement: what belongs to one case stays together, so its turns and trials need not be
 * independent of each other. Percentile method (Efron and Tibshirani 1993, chapter 13).
 *
 * @param seed the same seed draws the same cases
 * @param resamples how often all cases are drawn
 */
public record Bootstrap(long seed, int resamples) {
    private static final int RESAMPLES = 2000;

    public Bootstrap {
        if (resamples < 100) {
            throw new IllegalArgumentException("a bootstrap takes at least 100 resamples, found " + resamples);
        }
    }

    public static Bootstrap seeded(long seed) {
        return new Bootstrap(seed, RESAMPLES);
    }

    /** A number of the cases that were drawn; their places may come several times. */
    @FunctionalInterface
    public interface Statistic {
        double of(int[] drawn);
    }

    /** The interval of a statistic of that many cases. Draws on which it is not a number are left out. */
    public Interval interval(int cases, Statistic statistic) {
        if (cases < 2) {
            throw new IllegalArgumentException("a bootstrap takes at least 2 cases, found " + cases);
        }
        var random = new SplittableRandom(seed);
        double[] values = new double[resamples];
        int[] drawn = new int[cases];
        for (int i = 0; i < resamples; i++) {
            for (int j = 0; j < cases; j++) {
                drawn[j] = random.nextInt(cases);
            }
            values[i] = statistic.of(drawn);
        }
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("the statistic is a number on none of the draws");
        }
        int tail = (int) Math.round(sorted.length * (1 - Interval.CONFIDENCE) / 2);
        return new Interval(sorted[tail], sorted[sorted.length - 1 - tail], Interval.CONFIDENCE);
    }

    /** The interval of the mean of one value a case. */
    public Interval mean(double[] values) {
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        return ratio(values, ones);
    }

    /** The interval of a mean of which each case has a sum and a weight. */
    public Interval ratio(double[] sums, double[] weights) {
        return interval(sums.length, drawn -> {
            double sum = 0;
            double weight = 0;
            for (int each : drawn) {
                sum += sums[each];
                weight += weights[each];
            }
            return sum / weight;
        });
    }
}
