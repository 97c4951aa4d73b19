package dev.rehearsal.store.sql;

import dev.rehearsal.store.Change;
import java.sql.SQLException;

/** Writes changes inside the transaction under way. A change that is refused has changed nothing. */
final class ChangeWriter {
    private final Database database;
    private final Totals totals;
    private final RunWriter runs;
    private final SessionWriter sessions;
    private final RecordingWriter recordings;
    private final AssessmentWriter assessments;
    private final DatasetWriter datasets;
    private final DeletionWriter deletions;
    private final PersonsWriter persons;
    private final OutboxWriter outbox;

    /** True at first, as another process may have left some. */
    private boolean sessionsEnded = true;

    ChangeWriter(Database database) {
        this.database = database;
        totals = new Totals(database);
        outbox = new OutboxWriter(database);
        runs = new RunWriter(database, outbox);
        var spans = new SpanWriter(database);
        sessions = new SessionWriter(database, runs, totals, spans, outbox);
        datasets = new DatasetWriter(database);
        assessments = new AssessmentWriter(database, runs, sessions, totals, outbox);
        recordings = new RecordingWriter(database, sessions, spans, assessments);
        deletions = new DeletionWriter(database, sessions, assessments);
        persons = new PersonsWriter(database, sessions, assessments, outbox);
    }

    void apply(Change change) throws SQLException {
        switch (change) {
            case Change.Together c -> {
                for (Change each : c.changes()) {
                    apply(each);
                }
            }
            case Change.RunStarted c -> runs.started(c);
            case Change.CasesAdded c -> runs.added(c);
            case Change.DatasetUsed c -> datasets.used(runs.run(c.runId()).key, c.dataset());
            case Change.RunStatusChanged c -> runs.status(c);
            case Change.SessionOpened c -> sessions.opened(c);
            case Change.SessionsChosen c -> sessions.chosen(c);
            case Change.UserSpoke c -> sessions.spoke(c);
            case Change.TurnCompleted c -> sessions.completed(c);
            case Change.GoalChecked c -> sessions.goalChecked(c);
            case Change.SessionClosed c -> sessionsEnded |= sessions.closed(c);
            case Change.SessionRecorded c -> recordings.recorded(c);
            case Change.TurnRecorded c -> recordings.turnRecorded(c);
            case Change.SpansAdded c -> sessions.spansAdded(c);
            case Change.QuietSessionsEnded c -> sessionsEnded |= recordings.quietEnded(c);
            case Change.Assessed c -> assessments.assessed(c);
            case Change.Expected(var expectation) -> persons.expected(expectation);
            case Change.Withdrawn(var withdrawal) -> persons.withdrawn(withdrawal);
            case Change.Calibrated c -> Calibrations.add(database, c.calibration());
            case Change.PublicationBegan c -> outbox.began(c, runs.run(c.runId()));
            case Change.Published c -> outbox.published(c);
            case Change.PublicationRefused c -> outbox.refused(c);
        }
    }

    /** For what is no change of a session: leases. */
    RunWriter runs() {
        return runs;
    }

    /** For what is deleted for good. */
    DeletionWriter deletions() {
        return deletions;
    }

    /** Outside of a transaction, wipes what was deleted out of the database's files. */
    void wipe() throws SQLException {
        database.dialect().wipe(database);
    }

    /** For what gives something back: datasets. */
    DatasetWriter datasets() {
        return datasets;
    }

    /** For leases to publish. */
    OutboxWriter outbox() {
        return outbox;
    }

    /** Before the transaction is committed. */
    void finishTotals() throws SQLException {
        totals.finish();
        outbox.forget();
    }

    /** After the transaction was rolled back: what is known of the tables may be wrong. */
    void forget() {
        totals.forget();
        runs.forget();
        sessions.forget();
        outbox.forget();
    }

    /** Whether sessions ended that the search index may not have yet. */
    boolean hasEndedSessions() {
        return sessionsEnded;
    }

    void forgetEndedSessions() {
        sessionsEnded = false;
    }
}
