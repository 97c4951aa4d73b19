package dev.rehearsal.statistics;

import org.apache.commons.statistics.inference.BinomialTest;

/**
 * The same cases answered by yes or no twice (McNemar 1947).
 *
 * @param better cases that went from no to yes
 * @param worse cases that went from yes to no
 * @param of all cases, those that stayed the same included
 */
public record McNemar(int better, int worse, int of) {
    public McNemar {
        if (better < 0 || worse < 0 || of < 1 || better + worse > of) {
            throw new IllegalArgumentException(
                    "cases that changed are among all; found " + better + " and " + worse + " of " + of);
        }
    }

    /** The second rate less the first. */
    public double difference() {
        return (better - worse) / (double) of;
    }

    /** Two-sided, by the exact binomial distribution of those that changed, however few or many. */
    public double pValue() {
        return better + worse == 0
                ? 1
                : BinomialTest.withDefaults().test(better + worse, better, 0.5).getPValue();
    }

    /** The difference's interval: Wald's with Laplace's adjustment (Bonett and Price 2012), which holds for few cases too. */
    public Interval interval() {
        double up = (better + 1) / (of + 2.0);
        double down = (worse + 1) / (of + 2.0);
        double difference = up - down;
        double error = Math.sqrt((up + down - difference * difference) / (of + 2.0));
        return Interval.around(difference, error, Interval.CONFIDENCE).within(-1, 1);
    }
}
