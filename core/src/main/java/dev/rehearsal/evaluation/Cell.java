package dev.rehearsal.evaluation;

import java.math.BigDecimal;

/** The values of one feedback in one session: one, or one for each turn. Sums are exact, so that their order is of no account. */
final class Cell {
    private BigDecimal sum = BigDecimal.ZERO;
    private int count;

    /** The sum of what the repeats of each value came to in the mean. */
    private BigDecimal repeated = BigDecimal.ZERO;

    /** The sum of one by the number of repeats. */
    private BigDecimal shares = BigDecimal.ZERO;

    void add(double value) {
        add(value, value, 1);
    }

    void add(double value, double meanOfRepeats, int repeats) {
        sum = sum.add(new BigDecimal(value));
        repeated = repeated.add(new BigDecimal(meanOfRepeats));
        shares = shares.add(repeats == 1 ? BigDecimal.ONE : new BigDecimal(1.0 / repeats));
        count++;
    }

    Cell copy() {
        var copy = new Cell();
        copy.sum = sum;
        copy.count = count;
        copy.repeated = repeated;
        copy.shares = shares;
        return copy;
    }

    BigDecimal sum() {
        return sum;
    }

    int count() {
        return count;
    }

    /** Whether all were yes. */
    boolean passed() {
        return sum.compareTo(BigDecimal.valueOf(count)) == 0;
    }

    double meanOfRepeats() {
        return repeated.doubleValue() / count;
    }

    /** What of the judge's variance is left in the mean. */
    double judgeShare() {
        return shares.doubleValue() / count / count;
    }
}
