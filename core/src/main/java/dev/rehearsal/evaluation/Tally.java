package dev.rehearsal.evaluation;

import dev.rehearsal.scoring.Metric;
import dev.rehearsal.statistics.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.jspecify.annotations.Nullable;

/**
 * The values of one feedback, summed by case; in whatever order they come, the sums are the same to the last digit. Its interval is
 * Wilson's where it is a rate with one value a case; else a bootstrap over cases, as turns and trials of one case are not independent of
 * each other. Where all values are yes or all are no, a bootstrap would claim certainty; then it is Wilson's with a case for a trial.
 */
final class Tally {
    private static final double CONFIDENCE = 0.95;
    private static final int RESAMPLES = 2000;

    private final String name;
    private final SortedMap<String, Sum> byCase = new TreeMap<>();
    private long scored;
    private long failed;
    private boolean yesNo = true;
    private boolean onePerCase = true;

    private static final class Sum {
        /** Exact, so that the order of the values is of no account. */
        private BigDecimal sum = BigDecimal.ZERO;

        private long count;
    }

    Tally(String name) {
        this(name, "mean");
    }

    Tally(String name, String aggregate) {
        this.name = name + "/" + aggregate;
    }

    void failed() {
        failed++;
    }

    void add(String caseId, double value, boolean isYesNo) {
        Sum sum = byCase.computeIfAbsent(caseId, id -> new Sum());
        sum.sum = sum.sum.add(new BigDecimal(value));
        sum.count++;
        scored++;
        yesNo &= isYesNo;
        onePerCase &= sum.count == 1;
    }

    /** Nothing where all values were categories or text. */
    Optional<Metric> metric(long seed) {
        if (scored == 0 && failed == 0) {
            return Optional.empty();
        }
        if (scored == 0) {
            return Optional.of(new Metric(name, null, 0, failed, null));
        }
        BigDecimal sum = byCase.values().stream().map(each -> each.sum).reduce(BigDecimal.ZERO, BigDecimal::add);
        double mean =
                sum.divide(BigDecimal.valueOf(scored), MathContext.DECIMAL128).doubleValue();
        return Optional.of(new Metric(name, mean, scored, failed, interval(mean, seed)));
    }

    private @Nullable Interval interval(double mean, long seed) {
        if (yesNo && (onePerCase || mean == 0 || mean == 1)) {
            int cases = byCase.size();
            var wilson = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
                    cases, Math.toIntExact(Math.round(mean * cases)), 1 - CONFIDENCE);
            return new Interval(wilson.getLowerBound(), wilson.getUpperBound(), CONFIDENCE);
        }
        return byCase.size() < 2 ? null : bootstrap(seed);
    }

    private Interval bootstrap(long seed) {
        double[] sums = byCase.values().stream()
                .mapToDouble(each -> each.sum.doubleValue())
                .toArray();
        long[] counts = byCase.values().stream().mapToLong(each -> each.count).toArray();
        var random = new SplittableRandom(seed);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            long count = 0;
            for (int j = 0; j < sums.length; j++) {
                int drawn = random.nextInt(sums.length);
                sum += sums[drawn];
                count += counts[drawn];
            }
            means[i] = sum / count;
        }
        Arrays.sort(means);
        int tail = (int) Math.round(RESAMPLES * (1 - CONFIDENCE) / 2);
        return new Interval(means[tail], means[RESAMPLES - 1 - tail], CONFIDENCE);
    }
}
