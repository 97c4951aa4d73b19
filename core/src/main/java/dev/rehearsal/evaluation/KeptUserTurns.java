package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.Script;
import dev.rehearsal.dataset.ScriptStep;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.SimulationStart;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.util.HashMap;
import java.util.Map;

/** What the users of an earlier run said, to be said again: by case and trial. */
final class KeptUserTurns {
    private final Store store;
    private final RunRecord run;
    private final Map<String, SessionId> sessions = new HashMap<>();

    /** @throws InvalidInputException if there is no such run, or it has fewer trials */
    KeptUserTurns(Store store, String named, int trials) {
        this.store = store;
        this.run = store.runs()
                .find(named)
                .orElseThrow(() -> new InvalidInputException(
                        "keep_user_turns",
                        "run '" + named + "' is not in " + store.location() + ", or several begin so"));
        if (trials > run.trials()) {
            throw new InvalidInputException(
                    "keep_user_turns",
                    "run " + run.runId() + " has " + run.trials() + " of each case, and " + trials
                            + " trials are asked for");
        }
        for (SessionRow row :
                store.sessions().search(SessionQuery.ofRun(run.runId()).withInterrupted(false))) {
            sessions.put(place(row.caseId().value(), row.trial()), row.sessionId());
        }
    }

    RunId runId() {
        return run.runId();
    }

    /** The same start, by what the user said in that case and trial; a script that fails where it said nothing. */
    SimulationStart keep(SimulationStart start) {
        SimulationKey key = start.key();
        TestCase testCase = key.testCase();
        var session = sessions.get(place(testCase.caseId().value(), key.trial()));
        SessionRecord then =
                session == null ? null : store.sessions().get(session).orElse(null);
        if (then == null || then.conversation().own().isEmpty()) {
            return start.withScript(Script.of(ScriptStep.fail("run " + run.runId() + " has no turn of case "
                    + testCase.caseId() + ", trial " + key.trial() + ", whose user turns were to be kept")));
        }
        TestCase kept = testCase.toBuilder()
                .id(testCase.caseId().value())
                .script(Replay.saidAgain(then, testCase.script()))
                .build();
        return start.with(new SimulationKey(key.sessionId(), key.index(), kept, key.trial(), key.attempt()));
    }

    private static String place(String caseId, int trial) {
        return trial + "/" + caseId;
    }
}
