package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.simulation.SimulationEvent;
import dev.rehearsal.store.RunId;
import java.util.List;
import java.util.OptionalLong;

/** What happens in a run. */
public sealed interface RunEvent {
    /**
     * The run begins, or goes on.
     *
     * @param sessions how many sessions it will have in all, where that is known
     * @param done how many of them had ended before
     */
    record RunBegan(RunId runId, OptionalLong sessions, long done) implements RunEvent {}

    /** Something happened in a conversation. */
    record Simulated(SimulationEvent event) implements RunEvent {}

    /** Turns or a session were scored. */
    record Scored(SessionId sessionId, List<Assessment> assessments) implements RunEvent {
        public Scored {
            assessments = List.copyOf(assessments);
        }
    }

    /** A session has ended and all its scorers too; all of it is durable. */
    record SessionDone(SessionId sessionId) implements RunEvent {}

    /** The run is over and summed up. */
    record RunEnded(EvaluationResult result) implements RunEvent {}
}
