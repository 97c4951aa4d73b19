package dev.rehearsal.evaluation;

import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Metric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of one feedback, a few numbers for each session; in whatever order they come, the metrics are the same to the last digit.
 * Categories become rates, one each; where there are more than {@value #MOST_CATEGORIES}, the rarest are one rate together.
 */
final class Tally {
    private static final int MOST_CATEGORIES = 20;
    private static final String OTHER = "other";
    private static final String NO_VERDICT = "";

    private final String name;
    private final String aggregate;
    private final Map<Seat, Cell> cells = new HashMap<>();
    private final Map<Seat, Map<String, Integer>> categories = new HashMap<>();
    private final Map<Seat, Integer> failed = new HashMap<>();
    private boolean yesNo = true;
    private BigDecimal judgeSquares = BigDecimal.ZERO;
    private int judgedAgain;

    Tally(String name) {
        this(name, "mean");
    }

    /** One whose mean has another name. */
    Tally(String name, String aggregate) {
        this.name = name;
        this.aggregate = aggregate;
    }

    void add(Seat seat, Feedback feedback) {
        switch (feedback.value()) {
            case null -> failed(seat);
            case FeedbackValue.YesNo(boolean yes) -> add(seat, yes ? 1 : 0, true, numbers(feedback.repeats()));
            case FeedbackValue.Numeric(double number) -> add(seat, number, false, numbers(feedback.repeats()));
            case FeedbackValue.Category(String category) ->
                categories.computeIfAbsent(seat, each -> new TreeMap<>()).merge(category, 1, Integer::sum);
            case FeedbackValue.Text text -> {}
        }
    }

    void failed(Seat seat) {
        failed.merge(seat, 1, Integer::sum);
    }

    void add(Seat seat, double value, boolean isYesNo, double... repeats) {
        yesNo &= isYesNo;
        Cell cell = cells.computeIfAbsent(seat, each -> new Cell());
        if (repeats.length < 2) {
            cell.add(value);
            return;
        }
        double mean = Arrays.stream(repeats).sum() / repeats.length;
        cell.add(value, mean, repeats.length);
        double squares = Arrays.stream(repeats)
                .map(each -> (each - mean) * (each - mean))
                .sum();
        judgeSquares = judgeSquares.add(new BigDecimal(squares));
        judgedAgain += repeats.length - 1;
    }

    private static double[] numbers(List<String> repeats) {
        if (repeats.isEmpty()) {
            return new double[0];
        }
        return repeats.stream()
                .map(Tally::number)
                .filter(each -> each != null)
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static @Nullable Double number(String repeat) {
        try {
            return switch (repeat) {
                case "yes" -> 1.0;
                case "no" -> 0.0;
                default -> Double.valueOf(repeat);
            };
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** All metrics; none where all values were text. */
    List<Metric> metrics(long seed) {
        var metrics = new ArrayList<Metric>();
        int failures = failed.values().stream().mapToInt(Integer::intValue).sum();
        if (!cells.isEmpty()) {
            Double judge = judgedAgain == 0 ? null : judgeSquares.doubleValue() / judgedAgain;
            metrics.addAll(new Aggregates(name, cells, yesNo, failures, seed).all(aggregate, judge));
        } else if (categories.isEmpty() && failures > 0) {
            metrics.add(new Metric(name + "/" + aggregate, null, 0, failures, null));
        }
        shownCategories()
                .forEach((category, those) -> metrics.add(
                        new Aggregates(name, cellsOf(those), true, failures, seed).rate(name + "/" + category)));
        return metrics;
    }

    /**
     * What a gate looks at: what could not be judged counts as no or 0, and so does every session without any verdict.
     *
     * @param sessions all that were to be judged
     * @param leftOut what is not looked at
     */
    Tally countingAll(Set<Seat> sessions, Set<Seat> leftOut) {
        var all = new Tally(name, aggregate);
        all.yesNo = yesNo;
        cells.forEach((seat, cell) -> all.cells.put(seat, cell.copy()));
        categories.forEach((seat, counts) -> all.categories.put(seat, new TreeMap<>(counts)));
        all.failed.putAll(failed);
        sessions.stream()
                .filter(seat -> !cells.containsKey(seat) && !categories.containsKey(seat))
                .forEach(seat -> all.failed.putIfAbsent(seat, 1));
        List.of(all.cells, all.categories, all.failed)
                .forEach(each -> each.keySet().removeAll(leftOut));
        all.failed.forEach((seat, count) -> {
            for (int i = 0; i < count; i++) {
                if (!categories.isEmpty()) {
                    all.categories
                            .computeIfAbsent(seat, each -> new TreeMap<>())
                            .merge(NO_VERDICT, 1, Integer::sum);
                } else if (!cells.isEmpty()) {
                    all.cells.computeIfAbsent(seat, each -> new Cell()).add(0);
                }
            }
        });
        return all;
    }

    private Map<String, Set<String>> shownCategories() {
        var counts = new TreeMap<String, Integer>();
        categories
                .values()
                .forEach(each -> each.forEach((category, count) -> counts.merge(category, count, Integer::sum)));
        counts.remove(NO_VERDICT);
        List<String> byFrequency = counts.keySet().stream()
                .sorted(Comparator.<String>comparingInt(counts::get).reversed().thenComparing(each -> each))
                .toList();
        var shown = new TreeMap<String, Set<String>>();
        for (String category : byFrequency) {
            String as = byFrequency.indexOf(category) < MOST_CATEGORIES ? category : OTHER;
            shown.computeIfAbsent(as, each -> new HashSet<>()).add(category);
        }
        return shown;
    }

    private Map<Seat, Cell> cellsOf(Set<String> those) {
        var rated = new HashMap<Seat, Cell>();
        categories.forEach((seat, counts) -> {
            var cell = new Cell();
            counts.forEach((category, count) -> {
                for (int i = 0; i < count; i++) {
                    cell.add(those.contains(category) ? 1 : 0);
                }
            });
            rated.put(seat, cell);
        });
        return rated;
    }
}
