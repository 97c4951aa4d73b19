package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.Message;
import dev.rehearsal.store.SearchWords;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Narrows a search for words down to the sessions that may have them. It has the groups of three characters of each session that has
 * ended, added when there is nothing else to do; a session that is not in it yet is always looked at. So it makes a search faster and
 * never decides its result.
 */
final class SearchIndex {
    private static final int AT_ONCE = 20;

    private final Database database;

    SearchIndex(Database database) {
        this.database = database;
    }

    /** Adds some sessions that have ended and are not in it; says whether there may be more. */
    boolean catchUp() throws SQLException {
        List<Long> keys = database.list(
                "SELECT key FROM session WHERE indexed = 0 AND stop_reason IS NOT NULL LIMIT " + AT_ONCE,
                row -> row.number(1));
        for (long key : keys) {
            String text = String.join("\n", texts(database, key));
            database.dialect().index(database, key, SearchWords.fold(text));
            database.update("UPDATE session SET indexed = 1 WHERE key = ?", key);
        }
        return keys.size() == AT_ONCE;
    }

    /** All that can be searched in a session: goal, persona and messages. */
    static List<String> texts(Database database, long session) throws SQLException {
        var texts = new ArrayList<String>();
        database.list(
                "SELECT goal, persona FROM run_case WHERE key = (SELECT run_case FROM session WHERE key = ?)",
                row -> {
                    texts.add(row.text(1));
                    Optional.ofNullable(row.textOrNull(2)).ifPresent(texts::add);
                    return row;
                },
                session);
        database.list(
                "SELECT user_text, answer FROM turn WHERE session = ? ORDER BY number",
                row -> {
                    texts.add(row.text(1));
                    String answer = row.textOrNull(2);
                    if (answer != null) {
                        TurnJson.answer(answer).messages().stream()
                                .map(Message::text)
                                .forEach(texts::add);
                    }
                    return row;
                },
                session);
        return texts;
    }
}
