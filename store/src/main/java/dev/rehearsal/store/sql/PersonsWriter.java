package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Withdrawal;
import dev.rehearsal.store.StoreException;
import java.sql.SQLException;

/** Writes what persons expected and what they took back. */
final class PersonsWriter {
    /** What an expectation's value is called in its cell. */
    static final String VALUE = "value";

    private static final String EXPECT = """
            INSERT INTO expectation (id, session, turn, name, value, source_kind, source_id, rationale, created_at,
                supersedes)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";
    private static final String WITHDRAW = """
            INSERT INTO withdrawal (statement, session, source_kind, source_id, rationale, created_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";
    private static final String SAID = """
            SELECT 1 FROM assessment WHERE session = ? AND id = ?
            UNION ALL SELECT 1 FROM expectation WHERE session = ? AND id = ?""";

    private final Database database;
    private final SessionWriter sessions;
    private final AssessmentWriter assessments;
    private final OutboxWriter outbox;

    PersonsWriter(Database database, SessionWriter sessions, AssessmentWriter assessments, OutboxWriter outbox) {
        this.database = database;
        this.sessions = sessions;
        this.assessments = assessments;
        this.outbox = outbox;
    }

    void expected(Expectation expectation) throws SQLException {
        OpenSession session = sessions.session(expectation.sessionId());
        int changed = database.update(
                EXPECT,
                Cells.of(expectation.id()),
                session.key,
                expectation.turn(),
                Cells.of(expectation.name()),
                Cells.of(Attributes.of(VALUE, expectation.value()).toJson()),
                expectation.source().kind().name(),
                Cells.of(expectation.source().id()),
                Cells.of(expectation.rationale()),
                Cells.of(expectation.createdAt()),
                Cells.of(expectation.supersedes()));
        if (changed > 0) {
            outbox.ofPerson(session, expectation.id());
        }
    }

    void withdrawn(Withdrawal withdrawal) throws SQLException {
        OpenSession session = sessions.session(withdrawal.sessionId());
        Object statement = Cells.of(withdrawal.statement());
        if (database.one(SAID, row -> 1, session.key, statement, session.key, statement)
                .isEmpty()) {
            throw new StoreException(
                    "assessment " + withdrawal.statement() + " of session " + withdrawal.sessionId()
                            + " is not in the store",
                    null);
        }
        int changed = database.update(
                WITHDRAW,
                statement,
                session.key,
                withdrawal.by().kind().name(),
                Cells.of(withdrawal.by().id()),
                Cells.of(withdrawal.rationale()),
                Cells.of(withdrawal.at()));
        if (changed > 0) {
            assessments.summarise(session);
            outbox.ofPerson(session, withdrawal.statement());
        }
    }
}
