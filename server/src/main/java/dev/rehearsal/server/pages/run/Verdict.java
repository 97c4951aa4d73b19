package dev.rehearsal.server.pages.run;

import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import java.util.List;

/**
 * In what state a run is.
 *
 * @param reasons why it did not pass
 */
record Verdict(String words, String style, List<String> reasons) {
    Verdict {
        reasons = List.copyOf(reasons);
    }

    /** As far as no look at its sessions tells. */
    static Verdict of(Store store, RunRecord run, EvaluationResult withoutGate) {
        return switch (run.status()) {
            case RUNNING ->
                store.runs().isAlive(run.runId())
                        ? new Verdict("running", "live", List.of())
                        : new Verdict("stopped without an end; it can be resumed", "open", List.of());
            case INTERRUPTED -> new Verdict("interrupted; it can be resumed", "open", List.of());
            case FAILED -> new Verdict("failed; it can be resumed", "no", withoutGate.reasons());
            case FINISHED -> {
                if (EvaluationResult.hasGate(run)) {
                    yield new Verdict("finished", "plain", List.of());
                }
                yield withoutGate.passed()
                        ? new Verdict("finished", "yes", List.of())
                        : new Verdict("not passed", "no", withoutGate.reasons());
            }
        };
    }

    /** Whether a gate has to be looked at that the run ended with. */
    static boolean hasMore(RunRecord run) {
        return run.status() == RunStatus.FINISHED && EvaluationResult.hasGate(run);
    }

    /** What came of its gate; reads all sessions of the run. */
    static Verdict ofGate(Store store, RunRecord run) {
        EvaluationResult result = EvaluationResult.stored(store, run);
        return result.passed()
                ? new Verdict("gate met", "yes", List.of())
                : new Verdict("gate not met", "no", result.reasons());
    }
}
