package dev.rehearsal.store.sql;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.rehearsal.store.SchemaChange;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreException;
import java.sql.SQLException;
import java.time.Clock;

/** Opens a store in a PostgreSQL server. */
final class PostgresStore {
    private PostgresStore() {}

    /** @throws StoreException if it cannot be opened */
    static Store open(PostgresLocation location) {
        var failures = new PostgresFailures(location);
        var dialect = new PostgresDialect(location);
        var connections = new PostgresConnections(location);
        var readers = new PooledReaders(pool(connections, failures), dialect, failures);
        Clock clock;
        try {
            var schema = new PostgresSchema(location);
            if (!readers.read(schema::isCurrent)) {
                schema.bringUpToDate(connections.source());
            }
            clock = readers.read(ServerClock::of);
        } catch (RuntimeException e) {
            readers.close();
            throw e;
        }
        String name = location.toString();
        var writer = new Writer(
                new Database(connections::forWriting, dialect),
                name,
                failures,
                new Reconnecting(location.busyTimeout()));
        writer.start();
        return new SqlStore(name, writer, readers, clock);
    }

    /** @throws StoreException if it cannot be done */
    static SchemaChange migrate(PostgresLocation location) {
        var failures = new PostgresFailures(location);
        var connections = new PostgresConnections(location);
        var readers = new PooledReaders(pool(connections, failures), new PostgresDialect(location), failures);
        try {
            var schema = new PostgresSchema(location);
            int before = readers.read(database -> schema.version(database).orElse(0));
            if (!readers.read(schema::isCurrent)) {
                schema.bringUpToDate(connections.source());
            }
            return new SchemaChange(before, PostgresSchema.VERSION);
        } finally {
            readers.close();
        }
    }

    private static HikariDataSource pool(PostgresConnections connections, PostgresFailures failures) {
        try {
            return connections.pool();
        } catch (PoolInitializationException e) {
            throw e.getCause() instanceof SQLException failure
                    ? failures.of(failure)
                    : new StoreException("the store " + failures.location() + " failed: " + e.getMessage(), e);
        }
    }
}
