package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.scoring.Standing;
import dev.rehearsal.scoring.Withdrawal;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads back what was said of sessions. */
final class StatementReader {
    private static final String ASSESSMENTS = """
            SELECT id, run_id, turn, name, kind, value, error, rationale, source_kind, source_id, scorer_version,
                prompt_version, input_tokens, output_tokens, cached_input_tokens, created_at, supersedes,
                repeats
            FROM assessment WHERE session = ? ORDER BY key""";
    private static final String EXPECTATIONS = """
            SELECT id, turn, name, value, source_kind, source_id, rationale, created_at, supersedes
            FROM expectation WHERE session = ? ORDER BY key""";
    private static final String WITHDRAWALS = """
            SELECT statement, source_kind, source_id, rationale, created_at
            FROM withdrawal WHERE session = ? ORDER BY key""";
    private static final String VALUES = """
            SELECT turn, name, kind, value FROM assessment
            WHERE session = ?
                AND id NOT IN (SELECT supersedes FROM assessment WHERE session = ? AND supersedes IS NOT NULL)
            ORDER BY key""";
    private static final SessionId ANY = SessionId.of("any");

    private final Database database;

    StatementReader(Database database) {
        this.database = database;
    }

    /** Takes a feedback that counts. */
    @FunctionalInterface
    interface Counted {
        /** @param value null for an error */
        void take(String name, int turn, @Nullable FeedbackValue value);
    }

    /** Gives the feedback of a session that was neither superseded nor withdrawn, in order. */
    void standing(long session, Counted counted) throws SQLException {
        if (database.one("SELECT 1 FROM withdrawal WHERE session = ? LIMIT 1", row -> 1, session)
                .isPresent()) {
            for (Assessment each : Standing.of(assessments(session, ANY), withdrawals(session, ANY))) {
                counted.take(each.name(), each.turn(), each.feedback().value());
            }
            return;
        }
        // Much the most often nothing was withdrawn, and a scorer waits for this.
        database.list(
                VALUES,
                row -> {
                    counted.take(row.text(2), row.count(1), value(row.textOrNull(3), row, 4));
                    return row;
                },
                session,
                session);
    }

    List<Assessment> assessments(long session, SessionId sessionId) throws SQLException {
        return database.list(ASSESSMENTS, row -> assessment(row, sessionId), session);
    }

    List<Expectation> expectations(long session, SessionId sessionId) throws SQLException {
        return database.list(
                EXPECTATIONS,
                row -> new Expectation(
                        row.text(1),
                        sessionId,
                        row.count(2),
                        row.text(3),
                        Attributes.parse(row.text(4)).get(PersonsWriter.VALUE).orElseThrow(),
                        source(row, 5),
                        row.text(7),
                        Cells.instant(row.number(8)),
                        row.textOrNull(9)),
                session);
    }

    List<Withdrawal> withdrawals(long session, SessionId sessionId) throws SQLException {
        return database.list(
                WITHDRAWALS,
                row -> new Withdrawal(
                        sessionId, row.text(1), source(row, 2), row.text(4), Cells.instant(row.number(5))),
                session);
    }

    private static Assessment assessment(Row row, SessionId sessionId) throws SQLException {
        var feedback = new Feedback(
                row.text(4),
                value(row.textOrNull(5), row, 6),
                row.text(8),
                source(row, 9),
                row.text(11),
                row.text(12),
                new Usage(row.number(13), row.number(14), row.number(15)),
                row.textOrNull(7),
                TextList.read(row.text(18)));
        return new Assessment(
                row.text(1),
                sessionId,
                row.textOrNull(2),
                row.count(3),
                feedback,
                Cells.instant(row.number(16)),
                row.textOrNull(17));
    }

    private static @Nullable FeedbackValue value(@Nullable String kind, Row row, int column) throws SQLException {
        return kind == null ? null : FeedbackValue.parse(kind, row.text(column));
    }

    private static Source source(Row row, int column) throws SQLException {
        return new Source(Source.Kind.valueOf(row.text(column)), row.text(column + 1));
    }
}
