package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.store.SessionFilter;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Keeps by what sessions can be told apart beside their scores: the tags of their test case, and what is known of them. */
final class SessionTags {
    /** What is longer describes and does not tell apart; an index may refuse it. */
    private static final int LONGEST = 250;

    private static final String INSERT = """
            INSERT INTO session_tag (session, name, value, started_at)
            VALUES (?, ?, ?, (SELECT started_at FROM session WHERE key = ?))
            ON CONFLICT DO NOTHING""";

    private final Database database;

    SessionTags(Database database) {
        this.database = database;
    }

    /** @param attributes what is known of a session without a run */
    void write(long session, TestCase testCase, Attributes attributes) throws SQLException {
        for (Map.Entry<String, String> tag : testCase.tags().entrySet()) {
            insert(session, SessionFilter.TAG + tag.getKey(), tag.getValue());
        }
        for (Attributes each : List.of(attributes, testCase.metadata())) {
            for (String name : each.names()) {
                Object value = each.get(name).orElse(null);
                if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                    insert(session, SessionFilter.METADATA + name, value.toString());
                }
            }
        }
    }

    private void insert(long session, String name, String value) throws SQLException {
        if (name.length() <= LONGEST && value.length() <= LONGEST) {
            database.later(INSERT, session, Cells.of(name), Cells.of(value), session);
        }
    }

    /** The same of a session whose test case or attributes are other ones now. */
    void writeAnew(long session) throws SQLException {
        forget(session);
        var read = database.one(
                        "SELECT c.test_case, s.attributes FROM session s JOIN run_case c ON c.key = s.run_case WHERE s.key = ?",
                        row -> Map.entry(SessionReader.testCase(row.text(1)), Attributes.parse(row.text(2))),
                        session)
                .orElseThrow();
        write(session, read.getKey(), read.getValue());
    }

    void forget(long session) throws SQLException {
        database.update("DELETE FROM session_tag WHERE session = ?", session);
    }

    /** After it may have turned out that a session began earlier. */
    void moved(long session) throws SQLException {
        for (String table : List.of("session_tag", "score")) {
            database.update(
                    "UPDATE " + table
                            + " SET started_at = (SELECT started_at FROM session WHERE key = ?) WHERE session = ?"
                            + " AND started_at <> (SELECT started_at FROM session WHERE key = ?)",
                    session,
                    session,
                    session);
        }
    }
}
