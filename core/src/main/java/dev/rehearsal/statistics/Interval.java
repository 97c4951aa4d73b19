package dev.rehearsal.statistics;

/** Where the true value lies with that confidence, for example 0.95. */
public record Interval(double low, double high, double confidence) {
    /** The confidence of every interval here unless another is asked for. */
    public static final double CONFIDENCE = 0.95;

    /** {@code value} give or take {@code standardError} times the normal quantile. */
    static Interval around(double value, double standardError, double confidence) {
        double margin = Normal.twoSided(confidence) * standardError;
        return new Interval(value - margin, value + margin, confidence);
    }

    /** This one with its ends drawn in to that range. */
    Interval within(double least, double most) {
        return new Interval(Math.clamp(low, least, most), Math.clamp(high, least, most), confidence);
    }

    /** What it would come from were it normal: half its width by the normal quantile. */
    public double standardError() {
        return (high - low) / 2 / Normal.twoSided(confidence);
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
