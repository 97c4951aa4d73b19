package dev.rehearsal.statistics;

import java.util.Arrays;

/** Means of values that come in clusters, such as the turns and trials of a case. */
public final class Means {
    private Means() {}

    /**
     * The mean of all, with the standard error that is left when clusters are drawn (the ratio estimator's, Cochran 1977, chapter 6);
     * normal interval, for many clusters.
     *
     * @param sums of the values of each cluster, at least two
     * @param weights how many values each has
     */
    public static Estimate ofClusters(double[] sums, double[] weights) {
        int clusters = sums.length;
        if (clusters < 2) {
            throw new IllegalArgumentException("takes at least 2 clusters, found " + clusters);
        }
        double weight = Arrays.stream(weights).sum();
        double mean = Arrays.stream(sums).sum() / weight;
        double squares = 0;
        for (int i = 0; i < clusters; i++) {
            double off = sums[i] - mean * weights[i];
            squares += off * off;
        }
        double variance = squares * clusters / (clusters - 1) / (weight * weight);
        return Estimate.normal(mean, Math.sqrt(variance));
    }
}
