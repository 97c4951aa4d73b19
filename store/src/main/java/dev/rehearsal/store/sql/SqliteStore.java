package dev.rehearsal.store.sql;

import dev.rehearsal.store.SchemaChange;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreException;
import java.sql.SQLException;
import java.time.Clock;

/** Opens a store in a SQLite file. */
final class SqliteStore {
    private SqliteStore() {}

    /** @throws StoreException if it cannot be opened */
    static Store open(SqliteLocation location) {
        var file = new SqliteFile(location);
        file.makeIfMissing();
        var readers = new SqliteReaders(file, location);
        if (location.readOnly()) {
            readers.read(database -> {
                new SqliteSchema(database, location).check();
                return location;
            });
            return new SqlStore(location.toString(), null, readers, Clock.systemUTC());
        }
        Database database = file.forWriting();
        var failures = new SqliteFailures(location);
        try {
            new SqliteSchema(database, location).bringUpToDate();
        } catch (SQLException e) {
            closeQuietly(database, e);
            throw failures.of(e);
        } catch (RuntimeException e) {
            closeQuietly(database, e);
            throw e;
        }
        var writer = new Writer(database, location.toString(), failures, Recovery.NONE);
        writer.start();
        return new SqlStore(location.toString(), writer, readers, Clock.systemUTC());
    }

    /** @throws StoreException if it cannot be done */
    static SchemaChange migrate(SqliteLocation location) {
        var file = new SqliteFile(location);
        file.makeIfMissing();
        try (Database database = file.forWriting()) {
            var schema = new SqliteSchema(database, location);
            int before = schema.version();
            schema.bringUpToDate();
            return new SchemaChange(before, schema.version());
        } catch (SQLException e) {
            throw new SqliteFailures(location).of(e);
        }
    }

    private static void closeQuietly(Database database, Exception because) {
        try {
            database.close();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }
}
