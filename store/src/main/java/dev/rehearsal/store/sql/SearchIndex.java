package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.Message;
import dev.rehearsal.store.SearchWords;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Narrows a search for words down to the sessions that may have them. It has the groups of characters of each session that has
 * ended, added when there is nothing else to do; a session that is not in it yet is always looked at. So it makes a search faster and
 * never decides its result.
 */
final class SearchIndex {
    /** How many sessions' texts are read together. */
    static final int MOST = 64;

    private static final int AT_ONCE = 20;
    private static final String SOME = "(" + String.join(", ", Collections.nCopies(MOST, "?")) + ")";
    private static final String CASES =
            "SELECT s.key, c.goal, c.persona FROM session s JOIN run_case c ON c.key = s.run_case WHERE s.key IN "
                    + SOME;
    private static final String TURNS =
            "SELECT session, user_text, answer FROM turn WHERE session IN " + SOME + " ORDER BY session, number";

    private final Database database;

    SearchIndex(Database database) {
        this.database = database;
    }

    /** Adds some sessions that have ended and are not in it; says whether there may be more. */
    boolean catchUp() throws SQLException {
        List<Long> keys = database.list(
                "SELECT key FROM session WHERE indexed = 0 AND stop_reason IS NOT NULL LIMIT " + AT_ONCE,
                row -> row.number(1));
        Map<Long, List<String>> texts = texts(database, keys);
        for (long key : keys) {
            String text = String.join("\n", texts.getOrDefault(key, List.of()));
            database.dialect().index(database, key, SearchWords.fold(text));
            database.update("UPDATE session SET indexed = 1 WHERE key = ?", key);
        }
        return keys.size() == AT_ONCE;
    }

    /** All that can be searched in each of those sessions, at most {@link #MOST}: goal, persona and messages. */
    static Map<Long, List<String>> texts(Database database, List<Long> sessions) throws SQLException {
        @Nullable Object[] keys = Collections.nCopies(MOST, -1L).toArray();
        for (int i = 0; i < sessions.size(); i++) {
            keys[i] = sessions.get(i);
        }
        var texts = new HashMap<Long, List<String>>();
        database.list(
                CASES,
                row -> {
                    List<String> own = texts.computeIfAbsent(row.number(1), key -> new ArrayList<>());
                    own.add(row.text(2));
                    Optional.ofNullable(row.textOrNull(3)).ifPresent(own::add);
                    return own;
                },
                keys);
        database.list(
                TURNS,
                row -> {
                    List<String> own = texts.computeIfAbsent(row.number(1), key -> new ArrayList<>());
                    own.add(row.text(2));
                    String answer = row.textOrNull(3);
                    if (answer != null) {
                        TurnJson.answer(answer).messages().stream()
                                .map(Message::text)
                                .forEach(own::add);
                    }
                    return own;
                },
                keys);
        return texts;
    }
}
