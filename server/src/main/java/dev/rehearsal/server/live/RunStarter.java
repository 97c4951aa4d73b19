package dev.rehearsal.server.live;

import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.evaluation.RunListener;
import dev.rehearsal.simulation.Cancellation;
import dev.rehearsal.store.RunRecord;

/** Opens runs for the server, with what the process knows of models and their keys. */
public interface RunStarter {
    /** A run that is opened and not under way yet. */
    @FunctionalInterface
    interface Work {
        /** Runs to the end. */
        EvaluationResult run(RunListener listener, Cancellation cancellation);
    }

    /**
     * A new run.
     *
     * @throws dev.rehearsal.input.InvalidInputException if something cannot be opened
     */
    Work open(RunConfig config, TestCases testCases);

    /**
     * A stored run, to be gone on with.
     *
     * @throws dev.rehearsal.input.InvalidInputException if something cannot be opened
     */
    Work resume(RunRecord run);
}
