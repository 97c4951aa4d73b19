package dev.rehearsal.cli;

import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.evaluation.RunListener;
import dev.rehearsal.evaluation.SessionScoring;
import dev.rehearsal.server.live.RunStarter;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;

/**
 * Opens runs for those who start them through the server, with the models and keys that this process knows.
 *
 * @param publishing told of them, as who started them is
 */
record ServedRuns(Environment environment, Store store, RunListener publishing) implements RunStarter {
    @Override
    public Work open(RunConfig config, TestCases testCases) {
        return work(Evaluation.from(config, testCases, store, environment.modelSettings()));
    }

    @Override
    public Work resume(RunRecord run) {
        if (run.kind().equals("score")) {
            SessionScoring scoring = SessionScoring.resume(store, run.runId(), environment.modelSettings());
            return (listener, cancellation) ->
                    scoring.listener(both(listener)).cancellation(cancellation).run();
        }
        return work(Evaluation.resume(store, run.runId(), environment.modelSettings()));
    }

    private Work work(Evaluation evaluation) {
        return (listener, cancellation) ->
                evaluation.listener(both(listener)).cancellation(cancellation).run();
    }

    private RunListener both(RunListener listener) {
        return event -> {
            publishing.on(event);
            listener.on(event);
        };
    }
}
