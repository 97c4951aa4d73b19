package dev.rehearsal.evaluation;

import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import dev.rehearsal.simulation.SessionPlan;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.SimulationStart;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Goes on where a run was left: ended sessions are not touched; one that was under way goes on after its last turn if the agent can, else
 * it is closed as interrupted and its trial begins anew.
 */
final class ResumePlan implements SessionPlan {
    private final Store store;
    private final RunId runId;
    private final boolean resumable;
    private final Clock clock;
    private final Map<String, SessionRow> latest = new HashMap<>();

    ResumePlan(Store store, RunId runId, boolean resumable, Clock clock) {
        this.store = store;
        this.runId = runId;
        this.resumable = resumable;
        this.clock = clock;
        for (SessionRow row : store.sessions().search(SessionQuery.ofRun(runId))) {
            latest.merge(place(row.index(), row.trial()), row, (a, b) -> a.attempt() >= b.attempt() ? a : b);
        }
    }

    /** Whether no session had begun. */
    boolean isUntouched() {
        return latest.isEmpty();
    }

    /** How many sessions have ended for good. */
    long done() {
        return latest.values().stream().filter(ResumePlan::isDone).count();
    }

    @Override
    public Optional<SimulationStart> start(long index, TestCase testCase, int trial) {
        SessionRow row = latest.get(place(index, trial));
        if (row == null) {
            return Optional.of(SimulationStart.of(SessionPlan.key(runId.value(), index, testCase, trial, 1)));
        }
        if (isDone(row)) {
            return Optional.empty();
        }
        int attempt = row.attempt();
        if ("interrupted".equals(row.stopReason())) {
            return Optional.of(anew(index, testCase, trial, attempt + 1));
        }
        SessionRecord session = store.sessions().get(row.sessionId()).orElseThrow();
        // where the user has spoken, the agent may have heard it
        boolean begun =
                session.waiting() != null || !session.conversation().own().isEmpty();
        if (!begun || resumable) {
            var key = new SimulationKey(row.sessionId(), index, testCase, trial, attempt);
            return Optional.of(new SimulationStart(
                    key,
                    session.conversation(),
                    session.waiting(),
                    session.goalVerdicts(),
                    testCase.script(),
                    ScriptAssessments.checks(runId, row.sessionId(), session.assessments()),
                    spend(session)));
        }
        store.enqueue(new Change.SessionClosed(
                row.sessionId(),
                new StopReason.Interrupted("the run was interrupted, and the agent cannot go on in mid-conversation"),
                clock.instant(),
                row.duration(),
                java.util.List.of()));
        return Optional.of(anew(index, testCase, trial, attempt + 1));
    }

    /** What the conversation took, its script's judgements included; scoring is not on a session's account. */
    private static Map<Purpose, Spend> spend(SessionRecord session) {
        var spend = new EnumMap<Purpose, Spend>(Purpose.class);
        for (ModelCall call : session.calls()) {
            if (call.key().purpose() != Purpose.JUDGE || call.key().detail().startsWith(ScriptAssessments.NAME + "/")) {
                spend.merge(call.key().purpose(), Spend.NONE.plus(call), Spend::plus);
            }
        }
        return spend;
    }

    private SimulationStart anew(long index, TestCase testCase, int trial, int attempt) {
        return SimulationStart.of(SessionPlan.key(runId.value(), index, testCase, trial, attempt));
    }

    /** Cancelled sessions were under way when the run was stopped, so they go on; everything else that has a stop reason has ended. */
    private static boolean isDone(SessionRow row) {
        String reason = row.stopReason();
        return reason != null && !reason.equals("cancelled") && !reason.equals("interrupted");
    }

    private static String place(long index, int trial) {
        return index + "/" + trial;
    }
}
