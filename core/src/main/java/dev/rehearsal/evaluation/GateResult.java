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

    /** This one with what was missed beside. */
    GateResult and(List<String> more) {
        var all = new ArrayList<>(misses);
        all.addAll(more);
        return new GateResult(all);
    }

    /** Checks bounds on a run whose user has that name: no gate is passed on a simulated user that follows rules. */
    static GateResult check(List<Bound> bounds, GateFigures figures, List<String> notRun, String userName) {
        var misses = new ArrayList<String>();
        if (followsRules(userName)) {
            misses.add("the simulated user " + userName
                    + " follows rules and is no model; that tries out the plumbing, not the agent: name a user model");
        }
        misses.addAll(check(bounds, figures, notRun).misses());
        return new GateResult(misses);
    }

    static boolean followsRules(String userName) {
        return userName.matches("[a-z][a-z0-9_-]*:/.*")
                && UserProvider.find(ModelUri.parse(userName))
                        .filter(UserProvider::followsRules)
                        .isPresent();
    }

    /** Checks bounds. What could not be scored counts as not passed. */
    static GateResult check(List<Bound> bounds, GateFigures figures, List<String> notRun) {
        var misses = new ArrayList<String>();
        for (Bound bound : bounds) {
            Optional<Metric> metric = GateFigures.find(figures.all(), bound.aggregate());
            if (notRun.contains(bound.scorer())) {
                misses.add(bound.scorer() + " was not run: it needs a judge model, and there is none");
            } else if (metric.isEmpty()) {
                misses.add("there is no metric " + bound.aggregate() + " (there are: "
                        + (figures.all().isEmpty()
                                ? "none"
                                : String.join(
                                        ", ",
                                        figures.all().stream().map(Metric::name).toList()))
                        + ")");
            } else {
                check(bound, metric.get(), figures).ifPresent(misses::add);
            }
        }
        return new GateResult(misses);
    }

    private static Optional<String> check(Bound bound, Metric metric, GateFigures figures) {
        long all = metric.value() == null ? metric.failed() : metric.scored();
        if (metric.value() == null) {
            return Optional.of(metric.name() + " has no value: none of " + all + " could be scored");
        }
        Double counted = bound.figure(metric);
        if (counted == null) {
            return Optional.of(bound.metric() + " cannot be told: " + metric.name()
                    + " has no interval, as there are too few cases");
        }
        if (counted < bound.atLeast()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%s is %.3f, the gate asks for %s%s%s",
                    bound.metric(),
                    counted,
                    bound.atLeast(),
                    metric.failed() == 0
                            ? ""
                            : " (" + metric.failed() + " of " + all + " could not be scored and count as not passed)",
                    withoutPlumbing(bound, figures)));
        }
        if (all - metric.failed() < LEAST_SCORED * all) {
            return Optional.of(metric.name() + ": only " + (all - metric.failed()) + " of " + all
                    + " could be scored; a gate needs 95 %");
        }
        return Optional.empty();
    }

    /** What it would be had plumbing ended no session, as that says nothing about the agent's answers. */
    private static String withoutPlumbing(Bound bound, GateFigures figures) {
        if (figures.plumbing() == 0) {
            return "";
        }
        Double without = GateFigures.find(figures.withoutPlumbing(), bound.aggregate())
                .map(bound::figure)
                .orElse(null);
        String sessions = figures.plumbing() == 1 ? "the session" : "the " + figures.plumbing() + " sessions";
        return without == null
                ? ""
                : String.format(Locale.ROOT, "; without %s that plumbing ended it is %.3f", sessions, without);
    }
}
