package dev.rehearsal.store;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.scoring.Assessment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Looks through changes that are kept together or not at all, before one of them is made: each has to be about what is there by then. */
final class MemoryRefusals {
    private final Predicate<RunId> runs;
    private final Predicate<SessionId> sessions;
    private final Set<RunId> newRuns = new HashSet<>();
    private final Set<SessionId> newSessions = new HashSet<>();

    /** @param runs whether a run is in the store; likewise sessions */
    MemoryRefusals(Predicate<RunId> runs, Predicate<SessionId> sessions) {
        this.runs = runs;
        this.sessions = sessions;
    }

    /** @throws StoreException if one is about a run or a session that is not there */
    void look(List<Change> changes) {
        changes.forEach(this::look);
    }

    private void look(Change change) {
        switch (change) {
            case Change.Together c -> look(c.changes());
            case Change.RunStarted c -> newRuns.add(c.runId());
            case Change.CasesAdded c -> run(c.runId());
            case Change.DatasetUsed c -> run(c.runId());
            case Change.RunStatusChanged c -> run(c.runId());
            case Change.SessionsChosen c -> {
                run(c.runId());
                c.sessions().forEach(this::session);
            }
            case Change.SessionOpened c -> {
                run(c.runId());
                newSessions.add(c.key().sessionId());
            }
            case Change.SessionRecorded c -> newSessions.add(c.sessionId());
            case Change.UserSpoke c -> session(c.sessionId());
            case Change.TurnCompleted c -> session(c.sessionId());
            case Change.GoalChecked c -> session(c.sessionId());
            case Change.SessionClosed c -> session(c.sessionId());
            case Change.TurnRecorded c -> session(c.sessionId());
            case Change.SpansAdded c -> session(c.sessionId());
            case Change.Expected c -> session(c.expectation().sessionId());
            case Change.Withdrawn c -> session(c.withdrawal().sessionId());
            case Change.Assessed c -> {
                session(c.sessionId());
                c.assessments().stream().map(Assessment::sessionId).forEach(this::session);
            }
            case Change.PublicationBegan c -> run(c.runId());
            case Change.QuietSessionsEnded c -> {}
            case Change.Calibrated c -> {}
            case Change.Published c -> {}
            case Change.PublicationRefused c -> {}
        }
    }

    private void run(RunId runId) {
        if (!newRuns.contains(runId) && !runs.test(runId)) {
            throw unknown(runId);
        }
    }

    private void session(SessionId sessionId) {
        if (!newSessions.contains(sessionId) && !sessions.test(sessionId)) {
            throw unknown(sessionId);
        }
    }

    static StoreException unknown(RunId runId) {
        return new StoreException("run " + runId + " is not in the store", null);
    }

    static StoreException unknown(SessionId sessionId) {
        return new StoreException("session " + sessionId + " is not in the store", null);
    }
}
