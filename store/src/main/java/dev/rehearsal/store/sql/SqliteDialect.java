package dev.rehearsal.store.sql;

import dev.rehearsal.store.SearchWords;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What only SQLite does so. */
final class SqliteDialect implements Dialect {
    static final SqliteDialect INSTANCE = new SqliteDialect();

    private static final int MOST_GROUPS = 24;

    private SqliteDialect() {}

    /** Waits for its turn at once: a transaction that read first could not write any more if another had written meanwhile. */
    @Override
    public void begin(Database database) throws SQLException {
        database.update("BEGIN IMMEDIATE");
    }

    @Override
    public void commit(Database database) throws SQLException {
        database.update("COMMIT");
    }

    @Override
    public void rollback(Database database) throws SQLException {
        database.update("ROLLBACK");
    }

    @Override
    public boolean isFarAway() {
        return false;
    }

    @Override
    public String proper(String text) {
        return text;
    }

    /** A BLOB: SQLite ends a text at NUL and knows no half of a surrogate pair. */
    @Override
    public Object improper(byte[] utf16) {
        return utf16;
    }

    @Override
    public @Nullable String text(@Nullable Object cell) {
        return switch (cell) {
            case null -> null;
            case byte[] utf16 -> Cells.text(utf16);
            default -> cell.toString();
        };
    }

    @Override
    public void index(Database database, long session, String folded) throws SQLException {
        forget(database, session);
        String text = CharacterGroups.readable(folded);
        database.update(
                "INSERT INTO session_text (rowid, text) VALUES (?, ?)",
                session,
                text + "\n" + String.join("", CharacterGroups.pairs(text)));
    }

    @Override
    public void forget(Database database, long session) throws SQLException {
        database.update("DELETE FROM session_text WHERE rowid = ?", session);
    }

    /**
     * The index keeps what it had of deleted rows until its parts are merged. Then the file is written anew, without free pages, and the log
     * is cut, which has what the file had before.
     */
    @Override
    public void wipe(Database database) throws SQLException {
        database.script("INSERT INTO session_text (session_text) VALUES ('optimize')");
        database.script("VACUUM");
        boolean busy = database.one("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.flag(1))
                .orElse(false);
        if (busy) {
            throw new SQLException("somebody is reading it all the time, so that its log cannot be cut");
        }
    }

    @Override
    public Optional<Condition> narrowing(Database database, SearchWords words) {
        List<String> groups = CharacterGroups.of(words).stream()
                .limit(MOST_GROUPS)
                .map(group -> '"' + group.replace("\"", "\"\"") + '"')
                .toList();
        return groups.isEmpty()
                ? Optional.empty()
                : Optional.of(new Condition(
                        "s.key IN (SELECT rowid FROM session_text WHERE session_text MATCH ?"
                                + " UNION ALL SELECT key FROM session WHERE indexed = 0)",
                        String.join(" AND ", groups),
                        true));
    }
}
