package dev.rehearsal.evaluation;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scorers.Blame;
import dev.rehearsal.scorers.Scorers;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.RunQuery;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What came of a run, put together from what the store has of it. A gate that only code knew is not there. */
final class StoredResult {
    private final Store store;
    private final RunRecord run;

    StoredResult(Store store, RunRecord run) {
        this.store = store;
        this.run = run;
    }

    EvaluationResult result() {
        List<String> notRun = notRun();
        return result(notRun, gate(notRun));
    }

    EvaluationResult withoutGate() {
        return result(notRun(), Optional.empty());
    }

    static boolean hasGate(RunRecord run) {
        return !bounds(run).isEmpty() || baseline(run).isPresent();
    }

    private EvaluationResult result(List<String> notRun, Optional<GateResult> gate) {
        return new EvaluationResult(
                run.runId(),
                run.status(),
                run.metrics(),
                run.counts(),
                store.runs().spend(run.runId()),
                run.configuration().text("judge_model").orElse("none"),
                notRun,
                gate,
                failed(),
                allowedFailures(),
                store);
    }

    /** A run that only scores is asked for nothing but verdicts: how its sessions ended was another run's business. */
    private long failed() {
        return run.kind().equals("score")
                ? 0
                : run.counts().entrySet().stream()
                        .filter(each -> StopReason.of(each.getKey(), "").isFailure())
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }

    private int allowedFailures() {
        return run.configuration().get("allow_failures").orElse(0) instanceof Number number ? number.intValue() : 0;
    }

    private static List<Bound> bounds(RunRecord run) {
        var bounds = new ArrayList<Bound>();
        if (run.configuration().get("gate").orElse(null) instanceof Map<?, ?> gate) {
            gate.forEach((metric, least) -> bounds.add(Bound.of(metric.toString(), String.valueOf(least))));
        }
        return bounds;
    }

    private Optional<GateResult> gate(List<String> notRun) {
        List<Bound> bounds = bounds(run);
        Optional<Baseline> baseline = baseline(run);
        if (bounds.isEmpty() && baseline.isEmpty()) {
            return Optional.empty();
        }
        GateResult result = GateResult.check(bounds, tallies().gateFigures(run.seed()), notRun, userName());
        return Optional.of(baseline.map(each -> result.and(misses(each))).orElse(result));
    }

    private static Optional<Baseline> baseline(RunRecord run) {
        return run.configuration().get("baseline").orElse(null) instanceof Map<?, ?> named
                ? Optional.of(new Baseline(
                        String.valueOf(named.get("run")),
                        named.get("max_drop") instanceof Number drop ? drop.doubleValue() : null))
                : Optional.empty();
    }

    private List<String> misses(Baseline baseline) {
        try {
            return new BaselineCheck(resolved(baseline).find(store), baseline.maxDrop()).misses(store, run.runId());
        } catch (InvalidInputException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** The newest run was the newest before this one. */
    private Baseline resolved(Baseline baseline) {
        return !baseline.run().equals("latest")
                ? baseline
                : store.runs().names(RunQuery.newest(Integer.MAX_VALUE)).stream()
                        .filter(each -> each.startedAt().isBefore(run.startedAt()))
                        .findFirst()
                        .map(earlier -> new Baseline(earlier.runId().value(), baseline.maxDrop()))
                        .orElse(baseline);
    }

    /** The sums as they were when the run ended: a gate looks at more than metrics tell. */
    Tallies tallies() {
        var tallies = new Tallies();
        var earlier = new EarlierWork(store, run.runId(), tallies);
        List<String> silent = run.metrics().stream()
                .filter(metric -> metric.silent() > 0)
                .map(metric -> metric.name().substring(0, metric.name().lastIndexOf('/')))
                .distinct()
                .toList();
        try (Stream<SessionRecord> sessions = store.sessions().ofRun(run.runId())) {
            sessions.filter(session -> session.row().stopReason() != null).forEach(session -> {
                String code = String.valueOf(session.row().stopReason());
                StopReason reason = StopReason.of(code, "");
                tallies.ended(Seat.of(session.row()), reason, reason.isFailure());
                earlier.known(session);
                silent.stream()
                        .filter(name -> !hasHeard(session, name))
                        .forEach(name -> tallies.silent(Seat.of(session.row()), name));
            });
        }
        return tallies;
    }

    /** A failure is kept like a verdict; where there is neither, the scorer had nothing to say. */
    private boolean hasHeard(SessionRecord session, String scorer) {
        return session.assessments().stream()
                .anyMatch(each -> run.runId().value().equals(each.runId())
                        && each.feedback().name().equals(scorer));
    }

    private String userName() {
        return run.configuration().get(ScoringSource.SCORED).orElse(null) instanceof Map<?, ?> scored
                ? String.valueOf(scored.get("user_model"))
                : run.configuration().text("user_model").orElse("");
    }

    /** Scorers that were named and need a judge, and of which there is not even a failure. */
    private List<String> notRun() {
        var notRun = new ArrayList<String>();
        if (run.configuration().get("scorers").orElse(null) instanceof List<?> scorers) {
            for (Object scorer : scorers) {
                ScorerSpec spec =
                        scorer instanceof Map<?, ?> map ? ScorerSpec.from(map) : ScorerSpec.of(String.valueOf(scorer));
                nameIfItNeedsJudge(spec).filter(name -> !hasRun(name)).ifPresent(notRun::add);
            }
        }
        return notRun;
    }

    /** Blame says nothing of a session that reached its goal but that it did. */
    private boolean hasRun(String scorer) {
        String told = scorer.equals(Blame.NAME) ? Blame.GOAL_ACHIEVED : scorer;
        return run.metrics().stream()
                .map(Metric::name)
                .anyMatch(each -> each.startsWith(told + "/") || each.startsWith(scorer + "/"));
    }

    private static Optional<String> nameIfItNeedsJudge(ScorerSpec spec) {
        try {
            return Optional.of(Scorers.open(spec)).filter(Scorer::needsJudge).map(Scorer::name);
        } catch (InvalidInputException e) {
            return Optional.empty(); // one that only code knows: nothing is known of it
        }
    }
}
