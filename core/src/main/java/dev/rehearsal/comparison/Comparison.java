package dev.rehearsal.comparison;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.statistics.Holm;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two runs side by side, paired by case id.
 *
 * @param first what is compared with
 * @param second what is compared; a difference is its value less the first's
 * @param cases how many are in both
 * @param onlyInFirst ids of cases without a session in the second
 * @param onlyInSecond ids of cases without a session in the first
 * @param onlyScoredInFirst feedback that nobody gave in the second
 * @param onlyScoredInSecond feedback that nobody gave in the first
 * @param differences by metric, the goal first
 */
public record Comparison(
        RunRecord first,
        RunRecord second,
        int cases,
        List<String> onlyInFirst,
        List<String> onlyInSecond,
        List<String> onlyScoredInFirst,
        List<String> onlyScoredInSecond,
        List<Difference> differences) {
    /** The share of sessions that reached their goal, which needs no scorer. */
    public static final String GOAL_ACHIEVED = "stop_reason/goal_achieved";

    public Comparison {
        onlyInFirst = List.copyOf(onlyInFirst);
        onlyInSecond = List.copyOf(onlyInSecond);
        onlyScoredInFirst = List.copyOf(onlyScoredInFirst);
        onlyScoredInSecond = List.copyOf(onlyScoredInSecond);
        differences = List.copyOf(differences);
    }

    /**
     * Compares two runs of a store. What is drawn follows from the second run's seed.
     *
     * @throws InvalidInputException if they have no case in common
     */
    public static Comparison of(Store store, RunRecord first, RunRecord second) {
        ComparedRun before = ComparedRun.read(store, first);
        ComparedRun after = ComparedRun.read(store, second);
        var common = new TreeSet<>(before.cases().keySet());
        common.retainAll(after.cases().keySet());
        if (common.isEmpty()) {
            throw new InvalidInputException(
                    "run " + second.runId(),
                    "has no case in common with run " + first.runId() + " ("
                            + after.cases().size() + " and " + before.cases().size()
                            + " cases); runs are paired by the ids of their test cases");
        }
        var differences = new ArrayList<Difference>();
        Set<String> both = new LinkedHashSet<>(List.of(GOAL_ACHIEVED));
        both.addAll(before.feedbackNames());
        both.retainAll(after.feedbackNames());
        for (String feedback : both) {
            new Pairing(before, after, common, feedback)
                    .differences(second.seed())
                    .forEach(differences::add);
        }
        return new Comparison(
                first,
                second,
                common.size(),
                less(before.cases().keySet(), common),
                less(after.cases().keySet(), common),
                less(before.feedbackNames(), both),
                less(after.feedbackNames(), both),
                corrected(differences));
    }

    private static List<String> less(Set<String> all, Set<String> those) {
        return all.stream().filter(each -> !those.contains(each)).toList();
    }

    private static List<Difference> corrected(List<Difference> differences) {
        double[] adjusted =
                Holm.adjust(differences.stream().mapToDouble(Difference::pValue).toArray());
        var corrected = new ArrayList<Difference>();
        for (int i = 0; i < adjusted.length; i++) {
            corrected.add(differences.get(i).withAdjusted(adjusted[i]));
        }
        return corrected;
    }

    /** A difference by the metric's name, or by the scorer's name alone for its mean. */
    public Optional<Difference> difference(String name) {
        String metric = name.contains("/") ? name : name + "/mean";
        return differences.stream().filter(each -> each.metric().equals(metric)).findFirst();
    }

    /** What is worse in the second run, beyond noise. */
    public List<Difference> regressions() {
        return differences.stream().filter(Difference::isRegression).toList();
    }
}
