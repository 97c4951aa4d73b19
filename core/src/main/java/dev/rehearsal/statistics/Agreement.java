package dev.rehearsal.statistics;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far two agree who sorted the same things into categories, for example people and a judge.
 *
 * @param categories that one of them used, sorted
 * @param table how often the first said category i and the second category j
 * @param agreed the share on which they agree, and its Wilson interval
 * @param kappa the agreement beyond that by chance (Cohen 1960); null where both used a single category, the same: then nothing can be told
 * @param kappaInterval by Fleiss, Cohen and Everitt (1969); null where kappa is
 */
public record Agreement(
        List<String> categories,
        List<List<Integer>> table,
        Rate agreed,
        @Nullable Double kappa,
        @Nullable Interval kappaInterval) {
    public Agreement {
        categories = List.copyOf(categories);
        table = table.stream().map(List::copyOf).toList();
    }

    /** Compares what both said of each thing. */
    public static Agreement of(List<String> first, List<String> second) {
        if (first.isEmpty() || first.size() != second.size()) {
            throw new IllegalArgumentException(
                    "both say something of the same things; found " + first.size() + " and " + second.size());
        }
        var used = new TreeSet<>(first);
        used.addAll(second);
        List<String> categories = List.copyOf(used);
        int[][] counts = new int[categories.size()][categories.size()];
        for (int i = 0; i < first.size(); i++) {
            counts[categories.indexOf(first.get(i))][categories.indexOf(second.get(i))]++;
        }
        return of(categories, counts);
    }

    /** Of a table that was counted elsewhere: rows are the first's categories, columns the second's. */
    public static Agreement of(List<String> categories, int[][] counts) {
        int size = categories.size();
        int all = 0;
        int same = 0;
        int[] rows = new int[size];
        int[] columns = new int[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                all += counts[i][j];
                rows[i] += counts[i][j];
                columns[j] += counts[i][j];
            }
            same += counts[i][i];
        }
        double chance = 0;
        for (int i = 0; i < size; i++) {
            chance += (double) rows[i] / all * columns[i] / all;
        }
        List<List<Integer>> table = java.util.Arrays.stream(counts)
                .map(row -> java.util.Arrays.stream(row).boxed().toList())
                .toList();
        var agreed = new Rate(same, all);
        if (chance == 1) {
            return new Agreement(categories, table, agreed, null, null);
        }
        double kappa = (agreed.value() - chance) / (1 - chance);
        double error = Math.sqrt(Math.max(0, variance(counts, all, rows, columns, agreed.value(), chance)));
        return new Agreement(
                categories,
                table,
                agreed,
                kappa,
                Interval.around(kappa, error, Interval.CONFIDENCE).within(-1, 1));
    }

    private static double variance(int[][] counts, int all, int[] rows, int[] columns, double same, double chance) {
        double diagonal = 0;
        double rest = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                double share = (double) counts[i][j] / all;
                if (i == j) {
                    double off = 1 - (rows[i] + columns[i]) / (double) all * (1 - (same - chance) / (1 - chance));
                    diagonal += share * off * off;
                } else {
                    double off = (columns[i] + rows[j]) / (double) all;
                    rest += share * off * off;
                }
            }
        }
        double kappa = (same - chance) / (1 - chance);
        double last = kappa - chance * (1 - kappa);
        return (diagonal + (1 - kappa) * (1 - kappa) * rest - last * last) / ((1 - chance) * (1 - chance) * all);
    }

    /** How often the first said it, of all: what one would agree on by always saying the most frequent is the greatest of these. */
    public double firstRate(String category) {
        return table.get(place(category)).stream().mapToInt(Integer::intValue).sum() / (double) agreed.of();
    }

    /** How often the second said it, of all. */
    public double secondRate(String category) {
        int place = place(category);
        return table.stream().mapToInt(row -> row.get(place)).sum() / (double) agreed.of();
    }

    /** What somebody would reach who always says the category that the first says most often. */
    public double alwaysTheSame() {
        return categories.stream().mapToDouble(this::firstRate).max().orElseThrow();
    }

    private int place(String category) {
        int place = categories.indexOf(category);
        if (place < 0) {
            throw new IllegalArgumentException("no category '" + category + "' among " + categories);
        }
        return place;
    }
}
