package dev.rehearsal.statistics;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of the spread of values comes from where: variances between cases, between trials of a case, and between repeats of a judge
 * on one trial; by analysis of variance (Searle, Casella and McCulloch 1992, chapter 3). What came out below nothing is nothing.
 *
 * @param cases of the cases; where a finer one is null, that is in here
 * @param trials null where no case has several trials
 * @param judge null where nothing was judged repeatedly; it is in {@code trials} then
 */
public record Spread(
        double cases, @Nullable Double trials, @Nullable Double judge) {
    /** Of cases, their trials, and each trial's repeats; at least two cases, none of them empty. */
    public static Spread of(List<double[][]> cases) {
        int judgedAgain = 0;
        double judge = 0;
        for (double[][] trials : cases) {
            for (double[] repeats : trials) {
                judge += squares(repeats);
                judgedAgain += repeats.length - 1;
            }
        }
        Double judgeVariance = judgedAgain == 0 ? null : judge / judgedAgain;
        double[][] means = cases.stream()
                .map(trials -> Arrays.stream(trials).mapToDouble(Spread::mean).toArray())
                .toArray(double[][]::new);
        double share = cases.stream()
                .flatMap(Arrays::stream)
                .mapToDouble(repeats -> 1.0 / repeats.length)
                .average()
                .orElseThrow();
        return ofMeans(means, judgeVariance, share);
    }

    /**
     * Of cases and their trials' means, where the judge's variance is known already.
     *
     * @param judge the variance between repeats of a judge; null where nothing was judged repeatedly
     * @param share how much of it is left in a trial's mean: one by the number of repeats
     */
    public static Spread ofMeans(double[][] cases, @Nullable Double judge, double share) {
        if (cases.length < 2) {
            throw new IllegalArgumentException("a spread takes at least 2 cases, found " + cases.length);
        }
        int trials = Arrays.stream(cases).mapToInt(each -> each.length).sum();
        double within = Arrays.stream(cases).mapToDouble(Spread::squares).sum();
        double all =
                squares(Arrays.stream(cases).flatMapToDouble(Arrays::stream).toArray());
        double between = (all - within) / (cases.length - 1);
        double judged = judge == null ? 0 : judge * share;
        if (trials == cases.length) {
            return new Spread(Math.max(0, between - judged), null, judge);
        }
        double ofTrial = within / (trials - cases.length);
        double usual = (trials
                        - Arrays.stream(cases)
                                        .mapToDouble(each -> (double) each.length * each.length)
                                        .sum()
                                / trials)
                / (cases.length - 1);
        return new Spread(Math.max(0, (between - ofTrial) / usual), Math.max(0, ofTrial - judged), judge);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double squares(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum();
    }

    /** All of it. */
    public double total() {
        return cases + (trials == null ? 0 : trials) + (judge == null ? 0 : judge);
    }
}
