package dev.rehearsal.server;

import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.server.live.RunStarter;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;

/** Starts runs as the command line does, in this process. */
public record EvaluationStarter(Store store, ModelSettings settings) implements RunStarter {
    @Override
    public Work open(RunConfig config, TestCases cases) {
        return work(Evaluation.from(config, cases, store, settings));
    }

    @Override
    public Work resume(RunRecord run) {
        return work(Evaluation.resume(store, run.runId(), settings));
    }

    private static Work work(Evaluation evaluation) {
        return (listener, cancellation) ->
                evaluation.listener(listener).cancellation(cancellation).run();
    }
}
