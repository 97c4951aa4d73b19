package dev.rehearsal.store.sql;

import dev.rehearsal.store.SearchWords;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What only PostgreSQL does so. */
final class PostgresDialect implements Dialect {
    /** Together with the schema's hash, what writers take so that one of them writes at a time: "RHRS". */
    static final int LOCK = 0x52485253;

    private static final String BEGIN = """
            SELECT set_config('lock_timeout', ?, true), set_config('idle_in_transaction_session_timeout', ?, true),
                pg_advisory_xact_lock(?, ?)""";
    private static final String INDEX = """
            INSERT INTO session_text (session, groups) VALUES (?, CAST(? AS INTEGER[]))
            ON CONFLICT (session) DO UPDATE SET groups = excluded.groups""";
    private static final String HOW_MANY = """
            SELECT count(*) FROM (SELECT 1 FROM session_text WHERE groups @> CAST(? AS INTEGER[]) LIMIT ?) AS found""";
    private static final String ONE_OF_FEW = """
            s.key IN (SELECT key FROM session WHERE indexed = 0
                UNION ALL SELECT session FROM session_text WHERE groups @> CAST(? AS INTEGER[]))""";
    private static final String ONE_OF_MANY = """
            (s.indexed = 0 OR (SELECT x.groups @> CAST(? AS INTEGER[]) FROM session_text x WHERE x.session = s.key))""";
    private static final long FEW = 3_000;
    private static final int MOST_GROUPS = 24;

    private final PostgresLocation location;
    private final long few;

    PostgresDialect(PostgresLocation location) {
        this(location, FEW);
    }

    /** @param few how many sessions of those that the index gives are looked at and sorted, rather than all in their order */
    PostgresDialect(PostgresLocation location, long few) {
        this.location = location;
        this.few = few;
    }

    /**
     * One process writes at a time, as with SQLite, so that what is read and then written cannot have changed between. The lock ends with the
     * transaction; that of a process that hangs inside of one, after a while.
     */
    @Override
    public void begin(Database database) throws SQLException {
        String patience = Long.toString(Math.max(1, location.busyTimeout().toMillis()));
        database.one(
                BEGIN, row -> row, patience, patience, LOCK, location.schema().hashCode());
    }

    @Override
    public void commit(Database database) throws SQLException {
        database.connection().commit();
    }

    @Override
    public void rollback(Database database) throws SQLException {
        database.connection().rollback();
    }

    @Override
    public boolean isFarAway() {
        return true;
    }

    @Override
    public String proper(String text) {
        return EscapedText.escape(text);
    }

    @Override
    public Object improper(byte[] utf16) {
        return EscapedText.escape(Cells.text(utf16));
    }

    @Override
    public @Nullable String text(@Nullable Object cell) {
        return cell == null ? null : EscapedText.unescape(cell.toString());
    }

    /** The groups of three characters as numbers: an index that every server has, whatever its language, and nobody needs rights for. */
    @Override
    public void index(Database database, long session, String folded) throws SQLException {
        database.update(INDEX, session, array(CharacterGroups.all(CharacterGroups.readable(folded))));
    }

    @Override
    public void forget(Database database, long session) throws SQLException {
        database.update("DELETE FROM session_text WHERE session = ?", session);
    }

    /** Writes the tables anew; nobody can use one of them meanwhile. The server's own logs and copies are in its administrator's hands. */
    @Override
    public void wipe(Database database) throws SQLException {
        List<String> tables = database.list(
                "SELECT tablename FROM pg_tables WHERE schemaname = ? ORDER BY tablename",
                row -> row.text(1),
                location.schema());
        database.commit();
        Connection connection = database.connection();
        int timeout = connection.getNetworkTimeout();
        connection.setAutoCommit(true);
        connection.setNetworkTimeout(Runnable::run, 0);
        try {
            for (String table : tables) {
                database.script("VACUUM FULL " + table);
            }
        } finally {
            connection.setNetworkTimeout(Runnable::run, timeout);
            connection.setAutoCommit(false);
        }
    }

    /** Where many sessions have the groups, those are not sorted as a whole: sessions are looked at in their order. */
    @Override
    public Optional<Condition> narrowing(Database database, SearchWords words) throws SQLException {
        List<String> groups =
                CharacterGroups.of(words).stream().limit(MOST_GROUPS).toList();
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        String value = array(groups);
        long found =
                database.one(HOW_MANY, row -> row.number(1), value, few + 1).orElseThrow();
        return Optional.of(
                found > few ? new Condition(ONE_OF_MANY, value, false) : new Condition(ONE_OF_FEW, value, true));
    }

    private static String array(List<String> groups) {
        return groups.stream().map(PostgresDialect::number).collect(Collectors.toCollection(TreeSet::new)).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Two groups may have the same number: the index leaves out sessions and never decides. The numbers are kept: they must not change. */
    private static int number(String group) {
        long number = 0;
        for (int point : group.codePoints().toArray()) {
            number = number << 21 | point;
        }
        number *= 0x9E3779B97F4A7C15L;
        return (int) (number >>> 32);
    }
}
