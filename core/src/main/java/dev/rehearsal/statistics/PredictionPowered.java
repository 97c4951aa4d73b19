package dev.rehearsal.statistics;

import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;

/**
 * The mean of what people would say of all, from what they said of some and a judge of all: the judge's mean, corrected by what it gets
 * wrong where both are known (Angelopoulos et al. 2023). The judge counts for as much as it is worth (PPI++, Angelopoulos, Duchi and
 * Zrnic 2023): one that says nothing about people's labels leaves their mean.
 */
public final class PredictionPowered {
    private PredictionPowered() {}

    /**
     * The mean, with a normal interval that is not drawn in to any range.
     *
     * @param labels what people said of some, at least two
     * @param predictions what the judge said of the same, in the same order
     * @param others what the judge said of those that people did not label, at least two
     */
    public static Estimate mean(double[] labels, double[] predictions, double[] others) {
        return mean(labels, predictions, others, weight(labels, predictions, others));
    }

    /** The same with a weight that is known: 1 is prediction-powered inference as first published, 0 the labels alone. */
    public static Estimate mean(double[] labels, double[] predictions, double[] others, double weight) {
        refuseUnfit(labels, predictions, others);
        double[] corrections = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            corrections[i] = labels[i] - weight * predictions[i];
        }
        double value =
                weight * Mean.of(others).getAsDouble() + Mean.of(corrections).getAsDouble();
        double variance = weight * weight * spread(others) / others.length + spread(corrections) / labels.length;
        return Estimate.normal(value, Math.sqrt(variance));
    }

    /** How much the judge counts, from 0 to 1: what makes the interval narrowest. */
    public static double weight(double[] labels, double[] predictions, double[] others) {
        refuseUnfit(labels, predictions, others);
        double label = Mean.of(labels).getAsDouble();
        double prediction = Mean.of(predictions).getAsDouble();
        double together = 0;
        for (int i = 0; i < labels.length; i++) {
            together += (labels[i] - label) * (predictions[i] - prediction) / labels.length;
        }
        double[] all = new double[predictions.length + others.length];
        System.arraycopy(predictions, 0, all, 0, predictions.length);
        System.arraycopy(others, 0, all, predictions.length, others.length);
        double variance = Variance.of(all).getAsDouble();
        if (variance == 0) {
            return 0;
        }
        return Math.clamp(together / ((1 + (double) labels.length / others.length) * variance), 0, 1);
    }

    private static double spread(double[] values) {
        return Variance.of(values).setBiased(true).getAsDouble();
    }

    private static void refuseUnfit(double[] labels, double[] predictions, double[] others) {
        if (labels.length < 2 || labels.length != predictions.length || others.length < 2) {
            throw new IllegalArgumentException("takes at least 2 labels, a prediction for each and 2 more; found "
                    + labels.length + ", " + predictions.length + " and " + others.length);
        }
    }
}
