package dev.rehearsal.store;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.DatasetVersionUsed;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Calibration;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.scoring.Withdrawal;
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

    /** A run's test cases are of that version of a dataset; what was said first stays. */
    record DatasetUsed(RunId runId, DatasetVersionUsed dataset) implements Change {}

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

    /**
     * A session that took place elsewhere is kept in an experiment, without a run. It goes on for as long as turns are recorded, and ends
     * with {@link SessionClosed} or {@link QuietSessionsEnded}; a turn that is recorded later makes it go on. Given again, attributes are
     * added (the last value of a name counts) and a test case takes the place of what was there; the rest stays. Refused if it is a
     * session of a run.
     *
     * @param source where it is from, in a word: {@code otlp}, {@code import}, {@code mlflow}; kept, not interpreted
     * @param testCase what the user wanted, or null where nobody knows: then the goal is {@link TestCase#UNKNOWN_GOAL}
     * @param attributes what else is known of it, for example its user
     * @param at when it began; earlier where a turn of it began earlier
     */
    record SessionRecorded(
            SessionId sessionId,
            String experiment,
            String source,
            @Nullable TestCase testCase,
            Attributes attributes,
            Instant at)
            implements Change {}

    /**
     * A turn of a session without a run, as far as it is known now. Its place among the others follows from when it began, whatever its
     * number says; assessments of the turns behind it stay with them. Given again for its trace it takes the place of what was there; spans
     * are added by their ids. Given for another session it moves there, and a session that has nothing left then is gone. Refused if the
     * session is not there, or if the session or the trace is one of a run.
     *
     * @param at now: from when on the session is quiet
     */
    record TurnRecorded(SessionId sessionId, TraceId traceId, Turn turn, Instant at) implements Change {}

    /**
     * Steps of a turn that somebody else measured, the agent itself for example: of a session of a run, also while the turn is under way.
     * Those whose ids the turn has stay as they are.
     */
    record SpansAdded(SessionId sessionId, int turn, List<Span> spans) implements Change {
        public SpansAdded {
            spans = List.copyOf(spans);
        }
    }

    /** Sessions without a run that have gone on until now end, where nothing was recorded of them since {@code before}. */
    record QuietSessionsEnded(Instant before) implements Change {
        /** Why they end. */
        public static final StopReason REASON =
                new StopReason.Recorded("nothing was said any more; why it ended is not known");
    }

    /** It was measured how far a judge agrees with persons. */
    record Calibrated(Calibration calibration) implements Change {}

    /** A person said what should have happened. An expectation whose id is there already is left as it is. */
    record Expected(Expectation expectation) implements Change {}

    /**
     * A person's feedback or expectation was taken back; it stays in the history. What was withdrawn already is left as it is.
     *
     * <p>It is refused where the session has no such feedback or expectation.
     */
    record Withdrawn(Withdrawal withdrawal) implements Change {}

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

    /**
     * A run is published: what it has now, and what it gets from now on. Where it was published there before, only what came since is.
     *
     * @param destination the place's name, without secrets
     * @param experiment what its experiment is called there
     * @param anew whether all of it is published once more, also what was refused
     */
    record PublicationBegan(RunId runId, String destination, String experiment, boolean anew, Instant at)
            implements Change {}

    /** Those parts are at the destination. A part that has changed since it was read is not published by this. */
    record Published(List<Unpublished.Part> parts) implements Change {
        public Published {
            parts = List.copyOf(parts);
        }
    }

    /** The destination does not take those parts; they are kept and not tried again until the publication begins anew. */
    record PublicationRefused(List<Unpublished.Part> parts, String why) implements Change {
        public PublicationRefused {
            parts = List.copyOf(parts);
        }
    }
}
