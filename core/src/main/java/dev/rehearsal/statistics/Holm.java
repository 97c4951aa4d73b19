package dev.rehearsal.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Many tests at once: p-values raised so that one of them falls below 0.05 by chance in 5 of 100 runs at most (Holm 1979). */
public final class Holm {
    private Holm() {}

    /** The adjusted p-values, in the order of those given. */
    public static double[] adjust(double... pValues) {
        int[] order = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[pValues.length];
        double most = 0;
        for (int rank = 0; rank < order.length; rank++) {
            most = Math.max(most, Math.min(1, pValues[order[rank]] * (order.length - rank)));
            adjusted[order[rank]] = most;
        }
        return adjusted;
    }
}
