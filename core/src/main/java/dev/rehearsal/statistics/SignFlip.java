package dev.rehearsal.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A paired permutation test: were there no difference, each case's could as well have had the other sign (Fisher 1935). Two-sided; all
 * sign patterns are counted where few cases differ, else some are drawn.
 */
public final class SignFlip {
    private static final int MOST_FOR_ALL = 16;
    private static final int DRAWS = 20_000;

    /** Sums that differ by less than this share are the same: they were added in another order. */
    private static final double SAME = 1e-9;

    private SignFlip() {}

    /** How often differences at least as large in sum come by chance; one difference a case. */
    public static double pValue(double[] differences, long seed) {
        double[] moved = Arrays.stream(differences).filter(each -> each != 0).toArray();
        double observed = Math.abs(Arrays.stream(moved).sum());
        double reach = Arrays.stream(moved).map(Math::abs).sum();
        double least = observed - SAME * reach;
        return moved.length <= MOST_FOR_ALL ? counted(moved, least) : drawn(moved, least, seed);
    }

    private static double counted(double[] moved, double least) {
        long patterns = 1L << moved.length;
        long extreme = 0;
        for (long pattern = 0; pattern < patterns; pattern++) {
            double sum = 0;
            for (int i = 0; i < moved.length; i++) {
                sum += (pattern >> i & 1) == 0 ? moved[i] : -moved[i];
            }
            extreme += Math.abs(sum) >= least ? 1 : 0;
        }
        return (double) extreme / patterns;
    }

    /** The observed pattern counts as one of those drawn, so that it is never 0 (Phipson and Smyth 2010). */
    private static double drawn(double[] moved, double least, long seed) {
        var random = new SplittableRandom(seed);
        long extreme = 1;
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            for (double each : moved) {
                sum += random.nextBoolean() ? each : -each;
            }
            extreme += Math.abs(sum) >= least ? 1 : 0;
        }
        return extreme / (DRAWS + 1.0);
    }
}
