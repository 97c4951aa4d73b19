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

    /**
     * With that confidence the rate is at least this: the lower end of Wilson's score interval, one-sided. Where the trials are of several
     * cases, each with a rate of its own, it claims less than it could, as their sum is spread less than were all alike (Hoeffding 1956).
     *
     * @param confidence between 0.5 and 1, for example 0.9
     */
    public double least(double confidence) {
        if (!(confidence >= 0.5 && confidence < 1)) {
            throw new IllegalArgumentException("a confidence lies between 0.5 and 1, found " + confidence);
        }
        double z = Normal.quantile(confidence);
        double square = z * z;
        double middle = value() + square / (2 * of);
        double margin = z * Math.sqrt(value() * (1 - value()) / of + square / (4.0 * of * of));
        return Math.max(0, (middle - margin) / (1 + square / of));
    }

    /** How many trials, all of them yes, show a rate of at least that with that confidence. */
    public static int fewest(double least, double confidence) {
        int trials = 1;
        while (least < 1 && new Rate(trials, trials).least(confidence) < least) {
            trials++;
        }
        return trials;
    }
}
