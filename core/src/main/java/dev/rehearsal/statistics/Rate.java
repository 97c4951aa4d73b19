package dev.rehearsal.statistics;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/** So many yes of so many that are independent of each other. */
public record Rate(int yes, int of) {
    public Rate {
        if (of < 1 || yes < 0 || yes > of) {
            throw new IllegalArgumentException("a rate has 0 to n yes of n, n at least 1; found " + yes + " of " + of);
        }
    }

    public double value() {
        return (double) yes / of;
    }

    /** Wilson's score interval (Wilson 1927), which claims no certainty where all are yes or all are no. */
    public Interval interval() {
        var wilson = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(of, yes, 1 - Interval.CONFIDENCE);
        return new Interval(wilson.getLowerBound(), wilson.getUpperBound(), Interval.CONFIDENCE);
    }
}
