package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.simulation.Cancellation;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run works with, whether it simulates or scores what is there.
 *
 * @param configuration what is kept of it, without secrets
 * @param gate bounds on metrics that decide whether it passed
 * @param baseline a run that it must not be worse than, or null
 * @param allowFailures how many sessions may end in a failure where there is no gate
 * @param listener is told what happens
 * @param cancellation stops it from outside
 * @param models the models of scorers that name their own, and what is hidden in error messages
 */
record RunSetup(
        Panel panel,
        Store store,
        String experiment,
        String agentVersion,
        Attributes configuration,
        List<Bound> gate,
        @Nullable BaselineCheck baseline,
        int allowFailures,
        RunListener listener,
        Cancellation cancellation,
        ModelClients models,
        Clock clock) {
    RunSetup {
        gate = List.copyOf(gate);
    }

    /** What came of a run whose simulated user has that name; the seed is for what is drawn. */
    EvaluationResult result(
            RunId runId, RunStatus status, List<Metric> metrics, Tallies tallies, String userName, long seed) {
        return new EvaluationResult(
                runId,
                status,
                metrics,
                tallies.counts(),
                tallies.spend(),
                panel.judgeName(),
                panel.notRun(),
                gateResult(runId, tallies, userName, seed),
                tallies.failures(),
                allowFailures,
                store);
    }

    private Optional<GateResult> gateResult(RunId runId, Tallies tallies, String userName, long seed) {
        if (gate.isEmpty() && baseline == null) {
            return Optional.empty();
        }
        GateResult bounds = GateResult.check(gate, tallies.gateFigures(seed), panel.notRun(), userName);
        return Optional.of(baseline == null ? bounds : bounds.and(baseline.misses(store, runId)));
    }
}
