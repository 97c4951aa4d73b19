package dev.rehearsal.comparison;

import dev.rehearsal.statistics.Bootstrap;
import dev.rehearsal.statistics.DetectableDifference;
import dev.rehearsal.statistics.Interval;
import dev.rehearsal.statistics.McNemar;
import dev.rehearsal.statistics.Means;
import dev.rehearsal.statistics.SignFlip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One feedback of two runs, case by case. */
final class Pairing {
    private static final int MANY_CASES = 1000;

    private final ComparedRun before;
    private final ComparedRun after;
    private final Set<String> cases;
    private final String feedback;

    Pairing(ComparedRun before, ComparedRun after, Set<String> cases, String feedback) {
        this.before = before;
        this.after = after;
        this.cases = cases;
        this.feedback = feedback;
    }

    /** One for the mean, or one for each category; none where no case has a value in both runs. */
    List<Difference> differences(long seed) {
        var differences = new ArrayList<Difference>();
        if (before.hasNumbers(feedback) && after.hasNumbers(feedback)) {
            String metric = feedback.contains("/") ? feedback : feedback + "/mean";
            boolean yesNo = before.isYesNo(feedback) && after.isYesNo(feedback);
            add(differences, metric, null, yesNo, seed);
        }
        var categories = new TreeSet<>(before.categories(feedback));
        categories.addAll(after.categories(feedback));
        categories.forEach(category -> add(differences, feedback + "/" + category, category, false, seed));
        return differences;
    }

    private void add(
            List<Difference> differences, String metric, @Nullable String category, boolean yesIsBetter, long seed) {
        var changes = new ArrayList<CaseChange>();
        int unpaired = 0;
        boolean oneAnswer = true;
        for (String caseId : cases) {
            CaseMean first = before.mean(caseId, feedback, category);
            CaseMean second = after.mean(caseId, feedback, category);
            if (first == null || second == null) {
                unpaired += first == second ? 0 : 1;
                continue;
            }
            oneAnswer &= first.isOneAnswer() && second.isOneAnswer();
            changes.add(new CaseChange(caseId, first.mean(), second.mean(), first.sessions(), second.sessions()));
        }
        if (!changes.isEmpty()) {
            boolean answers = oneAnswer && (category != null || yesIsBetter);
            differences.add(difference(metric, yesIsBetter, answers, changes, unpaired, seed));
        }
    }

    private Difference difference(
            String metric, boolean yesIsBetter, boolean answers, List<CaseChange> changes, int unpaired, long seed) {
        double[] moves = changes.stream().mapToDouble(CaseChange::difference).toArray();
        var biggestFirst = Comparator.<CaseChange>comparingDouble(each -> -Math.abs(each.difference()));
        List<CaseChange> rose = changes.stream()
                .filter(each -> each.difference() > 0)
                .sorted(biggestFirst)
                .toList();
        List<CaseChange> fell = changes.stream()
                .filter(each -> each.difference() < 0)
                .sorted(biggestFirst)
                .toList();
        var pairs = new McNemar(rose.size(), fell.size(), changes.size());
        double pValue = answers ? pairs.pValue() : SignFlip.pValue(moves, seed);
        boolean still = rose.isEmpty() && fell.isEmpty();
        Interval interval = answers || still && yesIsBetter ? pairs.interval() : interval(moves, seed);
        return new Difference(
                metric,
                yesIsBetter,
                changes.size(),
                changes.stream().mapToDouble(CaseChange::first).average().orElseThrow(),
                changes.stream().mapToDouble(CaseChange::second).average().orElseThrow(),
                interval,
                answers ? Difference.Test.MCNEMAR : Difference.Test.SIGN_FLIP,
                pValue,
                pValue,
                detectable(moves, interval),
                rose,
                fell,
                before.unscored(feedback),
                after.unscored(feedback),
                unpaired);
    }

    private static @Nullable Interval interval(double[] moves, long seed) {
        if (moves.length < 2) {
            return null;
        }
        return moves.length > MANY_CASES
                ? Means.ofClusters(moves, ones(moves.length)).interval()
                : Bootstrap.seeded(seed).mean(moves);
    }

    private static @Nullable Double detectable(double[] moves, @Nullable Interval interval) {
        if (moves.length < 2) {
            return null;
        }
        double error = Means.ofClusters(moves, ones(moves.length)).standardError();
        if (error == 0 && interval != null) {
            error = interval.standardError();
        }
        return error == 0 ? null : DetectableDifference.of(error);
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
