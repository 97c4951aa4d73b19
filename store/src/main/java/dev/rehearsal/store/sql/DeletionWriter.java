package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.store.DeletedCase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Deletes sessions and runs inside the transaction under way. */
final class DeletionWriter {
    /** Every table that has rows of a session, those first that others name. */
    private static final List<String> OF_SESSION = List.of(
            "withdrawal",
            "expectation",
            "session_tag",
            "score",
            "assessment",
            "model_call",
            "span",
            "turn",
            "run_session");

    /** Every table that has rows of a run. */
    private static final List<String> OF_RUN =
            List.of("publication", "run_session", "run_spend", "run_dataset", "run_case");

    private static final String FIND =
            "SELECT key, run, run_case, position, stop_reason, active_at FROM session WHERE id = ?";
    private static final String LIVE = """
            SELECT r.id FROM run r WHERE r.lease_owner IS NOT NULL AND r.lease_until > ?
                AND (r.key = (SELECT run FROM session WHERE key = ?)
                    OR r.key IN (SELECT run FROM run_session WHERE session = ?)) LIMIT 1""";
    private static final String LIVE_RUN =
            "SELECT id FROM run WHERE id = ? AND lease_owner IS NOT NULL AND lease_until > ?";
    private static final String COUNT = """
            UPDATE run SET deleted_sessions = deleted_sessions + 1
            WHERE key = (SELECT run FROM session WHERE key = ?)
                OR key IN (SELECT run FROM run_session WHERE session = ?)""";
    private static final String BLANK = """
            UPDATE run_case SET case_id = ?, goal = ?, persona = NULL, test_case = ?
            WHERE key = ? AND NOT EXISTS (SELECT 1 FROM session WHERE run_case = run_case.key)""";
    private static final String JUDGED_BY_RUN =
            "SELECT DISTINCT s.id FROM assessment a JOIN session s ON s.key = a.session WHERE a.run_id = ?";
    private static final String UNPUBLISHED_OF_RUN =
            "DELETE FROM unpublished WHERE publication IN (SELECT key FROM publication WHERE run = ?)";
    private static final String WITHDRAWN_OF_RUN =
            "DELETE FROM withdrawal WHERE statement IN (SELECT id FROM assessment WHERE run_id = ?)";

    private final Database database;
    private final SessionWriter sessions;
    private final AssessmentWriter assessments;

    DeletionWriter(Database database, SessionWriter sessions, AssessmentWriter assessments) {
        this.database = database;
        this.sessions = sessions;
        this.assessments = assessments;
    }

    /** A session that is there. */
    private record Doomed(long key, boolean ofRun, long caseKey, long position, boolean ended, long activeAt) {}

    private Optional<Doomed> find(SessionId id) throws SQLException {
        return database.one(
                FIND,
                row -> new Doomed(
                        row.number(1),
                        !row.isNull(2),
                        row.number(3),
                        row.number(4),
                        row.textOrNull(5) != null,
                        row.isNull(6) ? Long.MIN_VALUE : row.number(6)),
                Cells.of(id.value()));
    }

    /** @throws dev.rehearsal.input.InvalidInputException if a live run has it, or if it goes on */
    void refuseLive(SessionId id, Instant now) throws SQLException {
        Optional<Doomed> session = find(id);
        if (session.isPresent()) {
            refuseLive(id, session.get(), now);
        }
    }

    private void refuseLive(SessionId id, Doomed session, Instant now) throws SQLException {
        Optional<String> live = database.one(LIVE, row -> row.text(1), Cells.of(now), session.key, session.key);
        if (live.isPresent()) {
            throw DeletedCase.live(live.get());
        }
        if (!session.ofRun && !session.ended && session.activeAt > Cells.of(now.minus(DeletedCase.QUIET))) {
            throw DeletedCase.goingOn(id);
        }
    }

    /** @throws dev.rehearsal.input.InvalidInputException if it is alive */
    void refuseLiveRun(String id, Instant now) throws SQLException {
        if (database.one(LIVE_RUN, row -> row.text(1), Cells.of(id), Cells.of(now))
                .isPresent()) {
            throw DeletedCase.live(id);
        }
    }

    /** Says whether it was there. */
    boolean session(SessionId id, Instant now) throws SQLException {
        Optional<Doomed> found = find(id);
        if (found.isEmpty()) {
            return false;
        }
        Doomed session = found.get();
        refuseLive(id, session, now);
        database.update(COUNT, session.key, session.key);
        for (String table : OF_SESSION) {
            database.update("DELETE FROM " + table + " WHERE session = ?", session.key);
        }
        database.dialect().forget(database, session.key);
        database.update("DELETE FROM session WHERE key = ?", session.key);
        if (session.ofRun) {
            TestCase blank = DeletedCase.at(session.position);
            database.update(
                    BLANK,
                    blank.caseId().value(),
                    blank.goal(),
                    Attributes.from(CaseReader.write(blank)).toJson(),
                    session.caseKey);
        } else {
            database.update("DELETE FROM run_case WHERE key = ?", session.caseKey);
        }
        return true;
    }

    List<SessionId> sessionsOf(String run) throws SQLException {
        return database.list(
                "SELECT s.id FROM session s JOIN run r ON r.key = s.run WHERE r.id = ?",
                row -> SessionId.of(row.text(1)),
                Cells.of(run));
    }

    /** A run whose sessions are deleted; what it found of others' sessions goes too. Says whether it was there. */
    boolean run(String id, Instant now) throws SQLException {
        Optional<Long> key = database.one("SELECT key FROM run WHERE id = ?", row -> row.number(1), Cells.of(id));
        if (key.isEmpty()) {
            return false;
        }
        refuseLiveRun(id, now);
        List<String> judged = database.list(JUDGED_BY_RUN, row -> row.text(1), Cells.of(id));
        database.update(WITHDRAWN_OF_RUN, Cells.of(id));
        database.update("DELETE FROM assessment WHERE run_id = ?", Cells.of(id));
        for (String session : judged) {
            assessments.summarise(sessions.session(SessionId.of(session)));
        }
        database.update("DELETE FROM run_judge WHERE run_id = ?", Cells.of(id));
        database.update(UNPUBLISHED_OF_RUN, key.get());
        for (String table : OF_RUN) {
            database.update("DELETE FROM " + table + " WHERE run = ?", key.get());
        }
        database.update("DELETE FROM run WHERE key = ?", key.get());
        return true;
    }
}
