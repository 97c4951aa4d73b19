package dev.rehearsal.simulation;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.TestCase;
import java.util.Optional;

/** Says where each trial of each case begins. */
@FunctionalInterface
public interface SessionPlan {
    /** Where that trial begins; nothing if it is not to be run (again). */
    Optional<SimulationStart> start(long index, TestCase testCase, int trial);

    /**
     * Every trial from its first turn, with session ids of its own.
     *
     * @param scope what makes the ids unique, for example a run's id
     */
    static SessionPlan fresh(String scope) {
        return (index, testCase, trial) -> Optional.of(SimulationStart.of(key(scope, index, testCase, trial, 1)));
    }

    /** The key of an attempt at a trial; the same for the same arguments. */
    static SimulationKey key(String scope, long index, TestCase testCase, int trial, int attempt) {
        var id = SessionId.of("sim-" + Seeds.hex16(scope, testCase.caseId(), index, trial, attempt));
        return new SimulationKey(id, index, testCase, trial, attempt);
    }
}
