package dev.rehearsal.statistics;

/**
 * The smallest true difference that would have been found in 80 of 100 runs, tested two-sided at 0.05: standard error times the sum of
 * both normal quantiles, 2.80 (Cohen 1988; normal approximation).
 */
public final class DetectableDifference {
    private static final double POWER = 0.8;

    private DetectableDifference() {}

    /** Of a difference with that standard error. */
    public static double of(double standardError) {
        return standardError * (Normal.twoSided(Interval.CONFIDENCE) + Normal.quantile(POWER));
    }

    /** Between two runs over other cases that both have that standard error. */
    public static double betweenRuns(double standardError) {
        return of(Math.sqrt(2) * standardError);
    }
}
