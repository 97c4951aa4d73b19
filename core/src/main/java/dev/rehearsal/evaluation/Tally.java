package dev.rehearsal.evaluation;

import dev.rehearsal.scoring.Interval;
import dev.rehearsal.scoring.Metric;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.jspecify.annotations.Nullable;

/**
 * The values of one feedback, summed by case. Its interval is Wilson's where it is a rate with one value a case; else a bootstrap over
 * cases, as turns and trials of one case are not independent of each other.
 */
final class Tally {
    private static final double CONFIDENCE = 0.95;
    private static final int RESAMPLES = 2000;

    private final String name;
    private final Map<String, double[]> sumAndCountByCase = new LinkedHashMap<>();
    private long scored;
    private long failed;
    private boolean yesNo = true;
    private boolean onePerCase = true;

    Tally(String name) {
        this.name = name;
    }

    void failed() {
        failed++;
    }

    void add(String caseId, double value, boolean isYesNo) {
        double[] sumAndCount = sumAndCountByCase.computeIfAbsent(caseId, id -> new double[2]);
        sumAndCount[0] += value;
        sumAndCount[1]++;
        scored++;
        yesNo &= isYesNo;
        onePerCase &= sumAndCount[1] == 1;
    }

    /** Nothing where all values were categories or text. */
    Optional<Metric> metric(long seed) {
        if (scored == 0 && failed == 0) {
            return Optional.empty();
        }
        if (scored == 0) {
            return Optional.of(new Metric(name + "/mean", null, 0, failed, null));
        }
        double sum =
                sumAndCountByCase.values().stream().mapToDouble(each -> each[0]).sum();
        return Optional.of(new Metric(name + "/mean", sum / scored, scored, failed, interval(sum, seed)));
    }

    private @Nullable Interval interval(double sum, long seed) {
        if (yesNo && onePerCase) {
            var wilson = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
                    Math.toIntExact(scored), Math.toIntExact(Math.round(sum)), 1 - CONFIDENCE);
            return new Interval(wilson.getLowerBound(), wilson.getUpperBound(), CONFIDENCE);
        }
        return sumAndCountByCase.size() < 2 ? null : bootstrap(seed);
    }

    private Interval bootstrap(long seed) {
        double[][] cases = sumAndCountByCase.values().toArray(double[][]::new);
        var random = new SplittableRandom(seed);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            double count = 0;
            for (int j = 0; j < cases.length; j++) {
                double[] drawn = cases[random.nextInt(cases.length)];
                sum += drawn[0];
                count += drawn[1];
            }
            means[i] = sum / count;
        }
        Arrays.sort(means);
        int tail = (int) Math.round(RESAMPLES * (1 - CONFIDENCE) / 2);
        return new Interval(means[tail], means[RESAMPLES - 1 - tail], CONFIDENCE);
    }
}
