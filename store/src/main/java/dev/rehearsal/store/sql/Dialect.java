package dev.rehearsal.store.sql;

import dev.rehearsal.store.SearchWords;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What differs between the databases that a store can be in; all else is said in SQL that each of them takes. */
interface Dialect {
    /** Begins a transaction that writes. */
    void begin(Database database) throws SQLException;

    void commit(Database database) throws SQLException;

    void rollback(Database database) throws SQLException;

    /** Whether a statement is a journey to a server and back, so that it pays to send several together. */
    boolean isFarAway();

    /** How a proper Unicode text stands in a cell. */
    String proper(String text);

    /**
     * How a text that is no proper Unicode text stands in a cell.
     *
     * @param utf16 its characters, each as two bytes, the higher one first
     */
    Object improper(byte[] utf16);

    /** The text of a cell, improper or not; null where the cell is empty. */
    @Nullable
    String text(@Nullable Object cell);

    /** Keeps a session's folded texts so that {@link #narrowing} finds it; they replace what it had before. */
    void index(Database database, long session, String folded) throws SQLException;

    /** Drops what {@link #index} kept of a session that is no more. */
    void forget(Database database, long session) throws SQLException;

    /** Outside of a transaction, wipes what was deleted out of the database's files, as far as it is in our hands. */
    void wipe(Database database) throws SQLException;

    /** What leaves out sessions that are in the index and cannot have the words; nothing where it could leave out none. */
    Optional<Condition> narrowing(Database database, SearchWords words) throws SQLException;

    /**
     * A condition on a session {@code s}, with one value.
     *
     * @param leads whether the sessions are best read from the index that it looks at, as few fit
     */
    record Condition(String sql, Object value, boolean leads) {}
}
