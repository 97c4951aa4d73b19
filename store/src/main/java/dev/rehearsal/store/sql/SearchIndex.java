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
    private static final int GROUP = 3;
    private static final int MOST_GROUPS = 24;

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
            database.update("DELETE FROM session_text WHERE rowid = ?", key);
            database.update(
                    "INSERT INTO session_text (rowid, text) VALUES (?, ?)", key, readable(SearchWords.fold(text)));
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

    /** What to match the index with; nothing where the words are too short or too odd for it. */
    static Optional<String> query(SearchWords words) {
        List<String> groups = words.words().stream()
                .filter(word -> word.equals(readable(word)))
                .flatMap(word -> groups(word).stream())
                .distinct()
                .limit(MOST_GROUPS)
                .map(group -> '"' + group.replace("\"", "\"\"") + '"')
                .toList();
        return groups.isEmpty() ? Optional.empty() : Optional.of(String.join(" AND ", groups));
    }

    private static List<String> groups(String word) {
        int[] points = word.codePoints().toArray();
        var groups = new ArrayList<String>();
        for (int i = 0; i + GROUP <= points.length; i++) {
            groups.add(new String(points, i, GROUP));
        }
        return groups;
    }

    /** The index knows neither NUL nor halves of surrogate pairs. */
    private static String readable(String text) {
        var readable = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                        ? ' '
                        : point)
                .forEach(readable::appendCodePoint);
        return readable.toString();
    }
}
