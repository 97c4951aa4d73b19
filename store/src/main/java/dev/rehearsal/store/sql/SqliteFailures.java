package dev.rehearsal.store.sql;

import dev.rehearsal.store.StoreException;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** Says in one line what went wrong with a SQLite file and what to do. */
final class SqliteFailures implements Failures {
    /** The part of SQLite's result code that names the kind of the failure. */
    private static final int PRIMARY = 0xff;

    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READONLY = 8;
    private static final int IOERR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANTOPEN = 14;
    private static final int NOTADB = 26;

    private final SqliteLocation location;

    SqliteFailures(SqliteLocation location) {
        this.location = location;
    }

    @Override
    public boolean isOfSurroundings(SQLException failure) {
        return switch (code(failure)) {
            case BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB -> true;
            default -> false;
        };
    }

    static boolean isBusy(SQLException failure) {
        return code(failure) == BUSY;
    }

    private static int code(SQLException failure) {
        return failure instanceof SQLiteException sqlite ? sqlite.getResultCode().code & PRIMARY : -1;
    }

    @Override
    public StoreException of(SQLException failure) {
        String what = switch (code(failure)) {
            case BUSY, LOCKED ->
                "is locked: another process has been writing for more than "
                        + location.busyTimeout().toSeconds() + " s; end it, or wait longer with sqlite:" + location
                        + "?busy_timeout=SECONDS";
            case READONLY -> "is read-only; allow writing to the file and its folder, or choose another place";
            case IOERR ->
                "cannot be read or written (" + detail(failure) + "); check the disk. What was written before is kept";
            case CORRUPT ->
                "is damaged (" + detail(failure) + "); restore a copy of it, or save what is left with: sqlite3 "
                        + location + " .recover";
            case FULL -> "cannot grow: the disk is full. Make room and resume; what was written before is kept";
            case CANTOPEN -> "cannot be opened; check that its folder is there and that you may write to both";
            case NOTADB -> "is no SQLite file; choose another place";
            default -> "failed: " + detail(failure);
        };
        return new StoreException("the store " + location + " " + what, failure);
    }

    /** The driver's words without its brackets and line breaks. */
    private static String detail(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.replaceFirst("^\\[(\\w+)]\\s*", "$1: ")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
