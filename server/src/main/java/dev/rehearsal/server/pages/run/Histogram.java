package dev.rehearsal.server.pages.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How often values are in which range, for a plot and for a table beside it.
 *
 * @param unit stands after the values
 * @param bins in the order of their values; none where there are no values
 */
record Histogram(String title, String unit, List<Bin> bins) {
    private static final int BINS = 20;

    Histogram {
        bins = List.copyOf(bins);
    }

    /** A range: from, to (not included unless it is the last), and how many values are in it. */
    record Bin(double from, double to, long count) {
        String range() {
            return from == to ? number(from) : number(from) + " – " + number(to);
        }
    }

    /** Whole numbers, one bin each. */
    static Histogram ofCounts(String title, String unit, long[] values) {
        if (values.length == 0) {
            return new Histogram(title, unit, List.of());
        }
        long least = Arrays.stream(values).min().orElse(0);
        long most = Arrays.stream(values).max().orElse(0);
        if (most - least > BINS) {
            return of(title, unit, Arrays.stream(values).asDoubleStream().toArray());
        }
        var bins = new ArrayList<Bin>();
        for (long value = least; value <= most; value++) {
            long each = value;
            bins.add(new Bin(
                    value,
                    value,
                    Arrays.stream(values).filter(one -> one == each).count()));
        }
        return new Histogram(title, unit, bins);
    }

    /** Measures, in bins of a width that is round: 1, 2 or 5 and zeros. */
    static Histogram of(String title, String unit, double[] values) {
        if (values.length == 0) {
            return new Histogram(title, unit, List.of());
        }
        double least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(0);
        double width = round((most - least) / BINS);
        double from = Math.floor(least / width) * width;
        int count = (int) Math.floor((most - from) / width) + 1;
        long[] counts = new long[count];
        for (double value : values) {
            counts[Math.min(count - 1, (int) Math.floor((value - from) / width))]++;
        }
        var bins = new ArrayList<Bin>();
        for (int i = 0; i < count; i++) {
            bins.add(new Bin(from + i * width, from + (i + 1) * width, counts[i]));
        }
        return new Histogram(title, unit, bins);
    }

    private static double round(double width) {
        if (width <= 0) {
            return 1;
        }
        double magnitude = Math.pow(10, Math.floor(Math.log10(width)));
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * magnitude >= width) {
                return factor * magnitude;
            }
        }
        return 10 * magnitude;
    }

    static String number(double value) {
        if (value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        String text = String.format(Locale.ROOT, "%.5f", value);
        return text.replaceAll("0+$", "");
    }

    boolean isEmpty() {
        return bins.isEmpty();
    }

    /** What the browser draws: middles of the ranges, how many values they have, and how wide they are. */
    String json() {
        return "{\"x\":["
                + bins.stream().map(bin -> plain((bin.from() + bin.to()) / 2)).collect(Collectors.joining(","))
                + "],\"y\":["
                + bins.stream().map(bin -> Long.toString(bin.count())).collect(Collectors.joining(","))
                + "],\"width\":" + (bins.isEmpty() ? "1" : plain(width()))
                + ",\"whole\":" + bins.stream().allMatch(bin -> bin.from() == bin.to()) + "}";
    }

    private double width() {
        Bin first = bins.getFirst();
        return first.to() == first.from() ? 1 : first.to() - first.from();
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }
}
