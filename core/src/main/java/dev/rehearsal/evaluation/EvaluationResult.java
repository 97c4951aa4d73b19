package dev.rehearsal.evaluation;

import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.simulation.Simulation;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of a run: its sums, and a view on its sessions in the store.
 *
 * @param counts counted sessions by stop reason code
 * @param spend what all model calls took, by whose calls they were
 * @param judge the judge model's name, or {@code none}
 * @param notRun scorers that need a judge model where there was none
 * @param failed how many sessions ended in a failure of agent, user or plumbing
 * @param allowedFailures how many of them are put up with where there is no gate
 */
public record EvaluationResult(
        RunId runId,
        RunStatus status,
        List<Metric> metrics,
        Map<String, Long> counts,
        Map<Purpose, Spend> spend,
        String judge,
        List<String> notRun,
        Optional<GateResult> gate,
        long failed,
        int allowedFailures,
        Store store) {
    public EvaluationResult {
        metrics = List.copyOf(metrics);
        counts = Map.copyOf(counts);
        spend = Map.copyOf(spend);
        notRun = List.copyOf(notRun);
    }

    /** What came of a run that the store has. A gate that only code gave is not kept; then there is none. */
    public static EvaluationResult stored(Store store, RunRecord run) {
        return new StoredResult(store, run).result();
    }

    /** The same as far as it takes no look at the run's sessions: a gate is not checked, and it is as if there were none. */
    public static EvaluationResult withoutGate(Store store, RunRecord run) {
        return new StoredResult(store, run).withoutGate();
    }

    /** Whether a run that a store has was given a gate or a baseline. */
    public static boolean hasGate(RunRecord run) {
        return StoredResult.hasGate(run);
    }

    /** A metric by name: {@code conversation_completeness/mean}, or the scorer's name alone for its mean. */
    public Optional<Metric> metric(String name) {
        String full = name.contains("/") ? name : name + "/mean";
        return metrics.stream().filter(each -> each.name().equals(full)).findFirst();
    }

    /** How many sessions there are. */
    public long sessions() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The run's simulations in the order of cases and trials, read from the store as a stream; to be closed. */
    public Stream<Simulation> simulations() {
        return records().map(EvaluationResult::simulation);
    }

    /** The run's sessions with their assessments, likewise. */
    public Stream<SessionRecord> records() {
        return store.sessions().ofRun(runId);
    }

    /** The sessions that ended in a failure of agent, user or plumbing. */
    public List<SessionRow> failures() {
        return store.sessions().search(SessionQuery.ofRun(runId).withInterrupted(false)).stream()
                .filter(row -> row.stopReason() != null
                        && StopReason.of(row.stopReason(), "").isFailure())
                .toList();
    }

    /** Whether the run came to its end and met its gate, or, without one, had no more failures than allowed. */
    public boolean passed() {
        return status == RunStatus.FINISHED && gate.map(GateResult::passed).orElseGet(() -> failed <= allowedFailures);
    }

    /**
     * This result, if it passed.
     *
     * @throws GateNotMetException if it did not; the message says why
     */
    public EvaluationResult orThrow() {
        if (passed()) {
            return this;
        }
        throw new GateNotMetException("run " + runId + " did not pass: " + String.join("; ", reasons()));
    }

    /** Why it did not pass; empty where it did. */
    public List<String> reasons() {
        if (status != RunStatus.FINISHED) {
            return List.of("it is " + status.code());
        }
        if (gate.isPresent()) {
            return gate.get().misses();
        }
        return failed <= allowedFailures
                ? List.of()
                : List.of(failed + " of " + sessions() + " sessions ended in a failure, " + allowedFailures
                        + " are allowed");
    }

    private static Simulation simulation(SessionRecord session) {
        SessionRow row = session.row();
        var spent = new EnumMap<Purpose, Spend>(Purpose.class);
        for (ModelCall call : session.calls()) {
            spent.merge(call.key().purpose(), Spend.NONE.plus(call), Spend::plus);
        }
        String stopReason = row.stopReason() == null ? "interrupted" : row.stopReason();
        return new Simulation(
                new SimulationKey(row.sessionId(), row.index(), session.testCase(), row.trial(), row.attempt()),
                session.conversation(),
                StopReason.of(stopReason, row.stopRationale()),
                session.goalVerdicts(),
                row.startedAt(),
                row.duration(),
                spent);
    }
}
