package dev.rehearsal.store;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Calibration;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of the store. Giving the same change twice is the same as giving it once. */
public sealed interface Change {
    /** Changes that are kept together or not at all. */
    record Together(List<Change> changes) implements Change {
        public Together {
            changes = List.copyOf(changes);
        }
    }

    /** A run begins; its id is new. */
    record RunStarted(
            RunId runId,
            String experiment,
            String kind,
            Attributes configuration,
            String agentVersion,
            long seed,
            int trials,
            Instant at)
            implements Change {}

    /** Test cases are snapshotted, in the order of their source; {@code firstIndex} counts from 0. */
    record CasesAdded(RunId runId, long firstIndex, List<TestCase> testCases) implements Change {
        public CasesAdded {
            testCases = List.copyOf(testCases);
        }
    }

    /** A run ends, or begins again when its status is {@link RunStatus#RUNNING}. */
    record RunStatusChanged(RunId runId, RunStatus status, Instant at, List<Metric> metrics) implements Change {
        public RunStatusChanged {
            metrics = List.copyOf(metrics);
        }
    }

    /**
     * A run scores those sessions, which are in the store; {@code firstPlace} counts from 0. From then on they are what
     * {@link Sessions#ofRun} gives of it.
     */
    record SessionsChosen(RunId runId, long firstPlace, List<SessionId> sessions) implements Change {
        public SessionsChosen {
            sessions = List.copyOf(sessions);
        }
    }

    /** A session begins. Its test case is snapshotted with it if it was not before. */
    record SessionOpened(RunId runId, SimulationKey key, Instant at) implements Change {}

    /** The simulated user has spoken: the turn is there and waits for its answer. What was said first stays. */
    record UserSpoke(SessionId sessionId, int turn, Message message, List<ModelCall> calls) implements Change {
        public UserSpoke {
            calls = List.copyOf(calls);
        }
    }

    /** The agent has answered, or failed: the turn is complete. */
    record TurnCompleted(SessionId sessionId, Turn turn, List<ModelCall> calls) implements Change {
        public TurnCompleted {
            calls = List.copyOf(calls);
        }
    }

    /** The goal check gave a verdict on the conversation up to that turn, or failed. */
    record GoalChecked(
            SessionId sessionId,
            int turn,
            @Nullable GoalVerdict verdict,
            @Nullable String failure,
            List<ModelCall> calls)
            implements Change {
        public GoalChecked {
            if ((verdict == null) == (failure == null)) {
                throw new IllegalArgumentException(
                        "a goal check has a verdict or a failure, found " + (verdict == null ? "neither" : "both"));
            }
            calls = List.copyOf(calls);
        }
    }

    /**
     * A session is over. One that was over already ends anew, for this reason; only a session that was superseded stays as it is.
     */
    record SessionClosed(
            SessionId sessionId, StopReason stopReason, Instant at, Duration duration, List<ModelCall> calls)
            implements Change {
        public SessionClosed {
            calls = List.copyOf(calls);
        }
    }

    /** It was measured how far a judge agrees with persons. */
    record Calibrated(Calibration calibration) implements Change {}

    /** Turns or a session were assessed. An assessment whose id is there already is left as it is. */
    record Assessed(SessionId sessionId, List<Assessment> assessments, List<ModelCall> calls) implements Change {
        public Assessed {
            assessments = List.copyOf(assessments);
            for (Assessment assessment : assessments) {
                if (!assessment.sessionId().equals(sessionId)) {
                    throw new IllegalArgumentException("an assessment of session " + assessment.sessionId()
                            + " cannot be kept with session " + sessionId);
                }
            }
            calls = List.copyOf(calls);
        }
    }
}
