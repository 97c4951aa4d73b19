package dev.rehearsal.evaluation;

import dev.rehearsal.comparison.Comparison;
import dev.rehearsal.comparison.Difference;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a run is worse than a baseline.
 *
 * @param maxDrop as in {@link Baseline}
 */
record BaselineCheck(RunRecord baseline, @Nullable Double maxDrop) {
    /** Where fewer of the cases could be compared, nothing can be said. */
    private static final double LEAST_COMPARED = 0.95;

    private static final double ROUNDING = 1e-12;

    static @Nullable BaselineCheck of(@Nullable Baseline baseline, Store store) {
        return baseline == null ? null : new BaselineCheck(baseline.find(store), baseline.maxDrop());
    }

    /** What is worse, in words. */
    List<String> misses(Store store, RunId runId) {
        if (baseline.runId().equals(runId)) {
            return List.of("the baseline is this run itself; name an earlier one");
        }
        try {
            return misses(Comparison.of(
                    store, baseline, store.runs().find(runId.value()).orElseThrow()));
        } catch (InvalidInputException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private List<String> misses(Comparison comparison) {
        var misses = new ArrayList<String>();
        comparison
                .onlyScoredInFirst()
                .forEach(
                        name -> misses.add(name + " was scored in the baseline " + baseline.runId() + " and not here"));
        for (Difference each : comparison.differences()) {
            if (!each.yesIsBetter()) {
                continue;
            }
            int common = each.cases() + each.unpaired();
            if (each.cases() < LEAST_COMPARED * common) {
                misses.add(each.metric() + ": only " + each.cases() + " of " + common
                        + " cases could be compared with the baseline; a gate needs 95 %");
            } else if (each.isRegression()) {
                misses.add(worse(each)
                        + String.format(Locale.ROOT, ", which is more than noise (p %.3f)", each.adjusted()));
            } else if (maxDrop != null && -each.difference() > maxDrop + ROUNDING) {
                misses.add(worse(each) + ", and the gate allows " + maxDrop);
            }
        }
        return misses;
    }

    private String worse(Difference each) {
        return String.format(
                Locale.ROOT,
                "%s is %.3f, %.3f less than in the baseline %s",
                each.metric(),
                each.second(),
                -each.difference(),
                baseline.runId());
    }
}
