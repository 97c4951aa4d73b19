package dev.rehearsal.store.sql;

import dev.rehearsal.store.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** A SQLite file that connections are opened to. */
final class SqliteFile {
    private static final int CACHE_KIBIBYTES = 16 * 1024;
    private static final int CHECKPOINT_PAGES = 4_000;

    private final SqliteLocation location;
    private final SqliteFailures failures;

    SqliteFile(SqliteLocation location) {
        this.location = location;
        this.failures = new SqliteFailures(location);
    }

    /** Makes the file, readable by its owner only, unless it is there or must not be made. */
    void makeIfMissing() {
        Path path = location.path();
        if (Files.isDirectory(path)) {
            throw new StoreException(
                    "the store " + location + " is a directory; name a file, for example "
                            + path.resolve("rehearsal.db"),
                    null);
        }
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new StoreException(
                    "the store " + location + " cannot be opened: there is no folder " + folder
                            + "; create it, or choose another place",
                    null);
        }
        if (Files.exists(path)) {
            if (!location.readOnly() && !(Files.isWritable(path) && (folder == null || Files.isWritable(folder)))) {
                throw new StoreException(
                        "the store " + location
                                + " is read-only; allow writing to the file and its folder, or only read it with sqlite:"
                                + location + "?mode=ro",
                        null);
            }
            return;
        }
        if (location.readOnly()) {
            throw new StoreException("there is no store " + location, null);
        }
        try {
            Files.createFile(path, OwnerOnly.file(path));
        } catch (FileAlreadyExistsException e) {
            // Another process was quicker; it is its store as well.
            return;
        } catch (IOException e) {
            throw new StoreException(
                    "the store " + location + " cannot be created in " + folder
                            + "; allow writing to the folder, or choose another place ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
    }

    /** A connection for the writer; it begins no transaction by itself. */
    Database forWriting() {
        try {
            return open(false, "");
        } catch (SQLException e) {
            throw failures.of(e);
        }
    }

    /** A connection that cannot write. */
    Database forReading() {
        try {
            return open(true, "");
        } catch (SQLException e) {
            if (location.readOnly() && !Files.exists(Path.of(location.path() + "-wal"))) {
                // SQLite keeps an index of the log beside the file, even to read. Where it cannot, there is nobody that
                // writes either.
                try {
                    return open(true, "?immutable=1");
                } catch (SQLException stillNot) {
                    e.addSuppressed(stillNot);
                }
            }
            throw failures.of(e);
        }
    }

    private Database open(boolean readOnly, String parameters) throws SQLException {
        SqliteDriver.prepare();
        var config = new SQLiteConfig();
        config.setOpenMode(SQLiteOpenMode.OPEN_URI);
        config.setReadOnly(readOnly);
        config.setBusyTimeout((int) location.busyTimeout().toMillis());
        config.setGetGeneratedKeys(false);
        config.setCacheSize(-CACHE_KIBIBYTES);
        if (!readOnly) {
            config.setSynchronous(
                    location.full() ? SQLiteConfig.SynchronousMode.FULL : SQLiteConfig.SynchronousMode.NORMAL);
            config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, Long.toString(64L << 20));
        }
        Connection connection =
                config.createConnection("jdbc:sqlite:" + location.path().toUri() + parameters);
        try {
            // With auto-commit the driver would try to begin a transaction after every statement.
            connection.setAutoCommit(false);
            var database = new Database(connection, SqliteDialect.INSTANCE);
            database.script("COMMIT");
            database.one("SELECT count(*) FROM sqlite_master", row -> row.number(1));
            if (!readOnly) {
                database.script("PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES);
            }
            return database;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
