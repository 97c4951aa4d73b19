package dev.rehearsal.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal distribution's quantiles. */
final class Normal {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    private Normal() {}

    static double quantile(double probability) {
        return STANDARD.inverseCumulativeProbability(probability);
    }

    /** 1.96 for 0.95. */
    static double twoSided(double confidence) {
        return quantile(1 - (1 - confidence) / 2);
    }
}
