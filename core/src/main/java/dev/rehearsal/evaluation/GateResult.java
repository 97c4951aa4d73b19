package dev.rehearsal.evaluation;

import dev.rehearsal.model.ModelUri;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.simulation.UserProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a gate.
 *
 * @param misses each bound that was not met, in words; empty where the gate was passed
 */
public record GateResult(List<String> misses) {
    /** A gate is not met where less than this share could be scored. */
    private static final double LEAST_SCORED = 0.95;

    public GateResult {
        misses = List.copyOf(misses);
    }

    public boolean passed() {
        return misses.isEmpty();
    }

    /** Checks bounds on a run whose user has that name: no gate is passed on a simulated user that follows rules. */
    static Optional<GateResult> check(List<Bound> bounds, List<Metric> metrics, List<String> notRun, String userName) {
        if (bounds.isEmpty()) {
            return Optional.empty();
        }
        var misses = new ArrayList<String>();
        if (followsRules(userName)) {
            misses.add("the simulated user " + userName
                    + " follows rules and is no model; that tries out the plumbing, not the agent: name a user model");
        }
        misses.addAll(check(bounds, metrics, notRun).misses());
        return Optional.of(new GateResult(misses));
    }

    static boolean followsRules(String userName) {
        return userName.matches("[a-z][a-z0-9_-]*:/.*")
                && UserProvider.find(ModelUri.parse(userName)).isPresent();
    }

    /** Checks bounds. What could not be scored counts as not passed. */
    static GateResult check(List<Bound> bounds, List<Metric> metrics, List<String> notRun) {
        var misses = new ArrayList<String>();
        for (Bound bound : bounds) {
            String scorer = bound.metric().substring(0, bound.metric().indexOf('/'));
            Optional<Metric> metric = metrics.stream()
                    .filter(each -> each.name().equals(bound.metric()))
                    .findFirst();
            if (notRun.contains(scorer)) {
                misses.add(scorer + " was not run: it needs a judge model, and there is none");
            } else if (metric.isEmpty()) {
                misses.add("there is no metric " + bound.metric() + " (there are: "
                        + (metrics.isEmpty()
                                ? "none"
                                : String.join(
                                        ", ", metrics.stream().map(Metric::name).toList())) + ")");
            } else {
                check(bound, metric.get()).ifPresent(misses::add);
            }
        }
        return new GateResult(misses);
    }

    private static Optional<String> check(Bound bound, Metric metric) {
        Double value = metric.value();
        long all = metric.scored() + metric.failed();
        if (value == null) {
            return Optional.of(metric.name() + " has no value: none of " + all + " could be scored");
        }
        double counted = metric.failed() == 0 ? value : value * metric.scored() / all;
        if (counted < bound.atLeast()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%s is %.3f, the gate asks for %s%s",
                    metric.name(),
                    counted,
                    bound.atLeast(),
                    metric.failed() == 0
                            ? ""
                            : " (" + metric.failed() + " of " + all + " could not be scored and count as not passed)"));
        }
        if (metric.scored() < LEAST_SCORED * all) {
            return Optional.of(
                    metric.name() + ": only " + metric.scored() + " of " + all + " could be scored; a gate needs 95 %");
        }
        return Optional.empty();
    }
}
