package dev.rehearsal.store.sql;

import dev.rehearsal.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The tables of a SQLite store, in versions. Version n is made of version n - 1 by the script {@code sqlite-n.sql}; the version is kept in
 * the file's header, so that a file that is up to date costs no more than to read that.
 */
final class SqliteSchema {
    static final int VERSION = 11;

    /** Says in the file's header that it is a store of ours: "RHRS". */
    static final int APPLICATION = 0x52485253;

    private static final int MOST_TRIES = 100;

    private final Database database;
    private final SqliteLocation location;

    SqliteSchema(Database database, SqliteLocation location) {
        this.database = database;
        this.location = location;
    }

    /** Makes sure that the tables are there, as this version needs them. */
    void bringUpToDate() throws SQLException {
        if (isCurrentNow()) {
            return;
        }
        logAhead();
        database.script("BEGIN IMMEDIATE");
        try {
            // Another process may have done it meanwhile.
            if (!isCurrent()) {
                for (int version = header("user_version") + 1; version <= VERSION; version++) {
                    database.script(resource("sqlite-" + version + ".sql"));
                }
                database.script("PRAGMA application_id = " + APPLICATION);
                database.script("PRAGMA user_version = " + VERSION);
            }
            database.script("COMMIT");
        } catch (SQLException | RuntimeException e) {
            database.script("ROLLBACK");
            throw e;
        }
    }

    /** Which version the tables are of; 0 where there are none. */
    int version() throws SQLException {
        return header("user_version");
    }

    /** Inside a transaction, makes sure that the tables are there as they are needed, without making them. */
    void check() throws SQLException {
        if (!isCurrent()) {
            throw new StoreException(
                    "the store " + location
                            + " is of an earlier version and opened for reading only; open it for writing once",
                    null);
        }
    }

    /** Looks at one moment, as another process may be making the tables. */
    private boolean isCurrentNow() throws SQLException {
        database.script("BEGIN");
        try {
            return isCurrent();
        } finally {
            database.script("COMMIT");
        }
    }

    private boolean isCurrent() throws SQLException {
        int application = header("application_id");
        int version = header("user_version");
        if (application != APPLICATION) {
            if (application != 0
                    || version != 0
                    || database.one("SELECT count(*) FROM sqlite_master", row -> row.number(1))
                                    .orElseThrow()
                            > 0) {
                throw new StoreException(
                        "the store " + location + " is a SQLite file of another program; choose another place", null);
            }
            return false;
        }
        if (version > VERSION) {
            throw new StoreException(
                    "the store " + location + " was written by a newer version (its tables are of version " + version
                            + ", this program knows " + VERSION + "); update the program, or choose another place",
                    null);
        }
        return version == VERSION;
    }

    private int header(String name) throws SQLException {
        return database.one("PRAGMA " + name, row -> row.count(1)).orElseThrow();
    }

    /** Readers and a writer do not wait for each other with a write-ahead log. The change to it does not wait by itself. */
    private void logAhead() throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                String mode = database.one("PRAGMA journal_mode = WAL", row -> row.text(1))
                        .orElse("");
                if (mode.equals("wal")) {
                    return;
                }
                throw new StoreException(
                        "the store " + location + " is on a file system without a write-ahead log; choose a local disk",
                        null);
            } catch (SQLException e) {
                if (!SqliteFailures.isBusy(e) || tries == MOST_TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    private static String resource(String name) {
        try (InputStream in = SqliteSchema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot be read: " + name, e);
        }
    }
}
