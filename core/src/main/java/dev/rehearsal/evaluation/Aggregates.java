package dev.rehearsal.evaluation;

import dev.rehearsal.scoring.Metric;
import dev.rehearsal.statistics.Attempts;
import dev.rehearsal.statistics.Bootstrap;
import dev.rehearsal.statistics.DetectableDifference;
import dev.rehearsal.statistics.Interval;
import dev.rehearsal.statistics.Means;
import dev.rehearsal.statistics.Rate;
import dev.rehearsal.statistics.Spread;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sums up the values of one feedback by case. An interval is Wilson's where it is a rate with one value a case; else a bootstrap over
 * cases, as turns and trials of one case are not independent of each other, and by its normal limit where there are many cases. Where all
 * cases are the same, both would claim certainty; then it is Wilson's with a case for a trial.
 */
final class Aggregates {
    private static final int MANY_CASES = 1000;

    private final String name;
    private final List<List<Cell>> cases;
    private final boolean yesNo;
    private final long failed;
    private final long seed;

    Aggregates(String name, Map<Seat, Cell> cells, boolean yesNo, long failed, long seed) {
        var byCase = new TreeMap<String, List<Cell>>();
        new TreeMap<>(cells)
                .forEach((seat, cell) -> byCase.computeIfAbsent(seat.caseId(), id -> new ArrayList<>(1))
                        .add(cell));
        this.name = name;
        this.cases = List.copyOf(byCase.values());
        this.yesNo = yesNo;
        this.failed = failed;
        this.seed = seed;
    }

    /** The mean, and for yes and no with several trials how likely all, and any, of several pass. */
    List<Metric> all(String aggregate, @Nullable Double judge) {
        var metrics = new ArrayList<Metric>();
        metrics.add(rate(name + "/" + aggregate).withSpread(spread(judge)));
        int trials = cases.stream().mapToInt(List::size).max().orElse(0);
        if (yesNo && trials > 1) {
            for (int k : severals(trials)) {
                metrics.add(several(name + "/pass^" + k, k, attempts -> attempts.all(k)));
                metrics.add(several(name + "/pass@" + k, k, attempts -> attempts.any(k)));
            }
        }
        return metrics;
    }

    /** 2, 4, 8 and so on, and the number of trials. */
    private static Iterable<Integer> severals(int trials) {
        var severals = new TreeSet<Integer>();
        IntStream.iterate(2, k -> k < trials, k -> 2 * k).forEach(severals::add);
        severals.add(trials);
        return severals;
    }

    /** The mean under that name. */
    Metric rate(String metric) {
        BigDecimal sum = cases.stream().flatMap(List::stream).map(Cell::sum).reduce(BigDecimal.ZERO, BigDecimal::add);
        long scored =
                cases.stream().flatMap(List::stream).mapToLong(Cell::count).sum();
        double mean =
                sum.divide(BigDecimal.valueOf(scored), MathContext.DECIMAL128).doubleValue();
        double[] sums = cases.stream()
                .mapToDouble(each -> each.stream()
                        .map(Cell::sum)
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .doubleValue())
                .toArray();
        double[] counts = cases.stream()
                .mapToDouble(each -> each.stream().mapToInt(Cell::count).sum())
                .toArray();
        boolean independent = scored == cases.size();
        return new Metric(metric, mean, scored, failed, interval(mean, sums, counts, independent))
                .withDetectable(detectable(mean, sums, counts));
    }

    private Metric several(String metric, int k, ToDoubleFunction<Attempts> likely) {
        List<List<Cell>> tried = cases.stream().filter(each -> each.size() >= k).toList();
        double[] values = tried.stream()
                .map(each ->
                        new Attempts((int) each.stream().filter(Cell::passed).count(), each.size()))
                .mapToDouble(likely)
                .toArray();
        double[] ones = tried.stream().mapToDouble(each -> 1).toArray();
        double mean =
                IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum() / values.length;
        long scored = tried.stream().mapToInt(List::size).sum();
        return new Metric(metric, mean, scored, failed, interval(mean, values, ones, false))
                .withDetectable(detectable(mean, values, ones));
    }

    private @Nullable Interval interval(double mean, double[] sums, double[] counts, boolean independent) {
        if (yesNo && (independent || mean == 0 || mean == 1)) {
            return wilson(mean, sums.length);
        }
        if (sums.length < 2) {
            return null;
        }
        Interval interval = sums.length > MANY_CASES
                ? Means.ofClusters(sums, counts).interval()
                : Bootstrap.seeded(seed).ratio(sums, counts);
        return yesNo && interval.low() == interval.high() ? wilson(mean, sums.length) : interval;
    }

    private static Interval wilson(double mean, int cases) {
        return new Rate(Math.toIntExact(Math.round(mean * cases)), cases).interval();
    }

    private @Nullable Double detectable(double mean, double[] sums, double[] counts) {
        if (sums.length < 2) {
            return null;
        }
        double error = Means.ofClusters(sums, counts).standardError();
        if (error == 0 && yesNo) {
            error = wilson(mean, sums.length).standardError();
        }
        return DetectableDifference.betweenRuns(error);
    }

    /** Null where nothing could be told apart. */
    private @Nullable Spread spread(@Nullable Double judge) {
        boolean tried = cases.stream().anyMatch(each -> each.size() > 1);
        if (cases.size() < 2 || !tried && judge == null) {
            return null;
        }
        double[][] means = cases.stream()
                .map(each -> each.stream().mapToDouble(Cell::meanOfRepeats).toArray())
                .toArray(double[][]::new);
        double share = cases.stream()
                .flatMap(List::stream)
                .mapToDouble(Cell::judgeShare)
                .average()
                .orElse(1);
        return Spread.ofMeans(means, judge, share);
    }
}
