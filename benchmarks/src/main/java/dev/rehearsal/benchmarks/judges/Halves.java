package dev.rehearsal.benchmarks.judges;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Questions in an order drawn by a fixed seed, so that the first of them are a fair sample of all; every second one with the same right
 * answer is of the half for tuning.
 */
final class Halves {
    private static final long SEED = 4;

    private Halves() {}

    static List<KnownVerdict> of(List<KnownVerdict> all) {
        var drawn = new ArrayList<>(all);
        Collections.shuffle(drawn, new Random(SEED));
        Map<String, Integer> seen = new TreeMap<>();
        return drawn.stream()
                .map(each -> new KnownVerdict(
                        each.part(),
                        each.item(),
                        seen.merge(each.expected(), 1, Integer::sum) % 2 == 1,
                        each.expected(),
                        each.question()))
                .toList();
    }
}
