package dev.rehearsal.statistics;

/** A value with its standard error and its interval. */
public record Estimate(double value, double standardError, Interval interval) {
    static Estimate normal(double value, double standardError) {
        return new Estimate(value, standardError, Interval.around(value, standardError, Interval.CONFIDENCE));
    }
}
