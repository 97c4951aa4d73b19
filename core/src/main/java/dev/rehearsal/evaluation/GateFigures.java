package dev.rehearsal.evaluation;

import dev.rehearsal.scoring.Metric;
import java.util.List;
import java.util.Optional;

/**
 * What a gate looks at. Whatever has no verdict counts as not passed in the values and intervals here: {@code scored} has all, and
 * {@code failed} those among them that could not be judged.
 *
 * @param all of all sessions
 * @param withoutPlumbing of those that plumbing did not end
 * @param plumbing how many sessions plumbing ended
 */
record GateFigures(List<Metric> all, List<Metric> withoutPlumbing, long plumbing) {
    GateFigures {
        all = List.copyOf(all);
        withoutPlumbing = List.copyOf(withoutPlumbing);
    }

    static Optional<Metric> find(List<Metric> metrics, String name) {
        return metrics.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
