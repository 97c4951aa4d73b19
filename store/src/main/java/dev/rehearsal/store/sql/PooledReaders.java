package dev.rehearsal.store.sql;

import com.zaxxer.hikari.HikariDataSource;
import dev.rehearsal.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;

/** Connections of a pool that read. */
final class PooledReaders implements Readers {
    private final HikariDataSource pool;
    private final Dialect dialect;
    private final PostgresFailures failures;
    private final Semaphore places;

    PooledReaders(HikariDataSource pool, Dialect dialect, PostgresFailures failures) {
        this.pool = pool;
        this.dialect = dialect;
        this.failures = failures;
        this.places = new Semaphore(pool.getMaximumPoolSize());
    }

    @Override
    public <T> T read(Reading<T> reading) {
        // Who waits here waits for other readers, for as long as it takes; who waits for the pool waits for the server.
        places.acquireUninterruptibly();
        try {
            if (pool.isClosed()) {
                throw new StoreException("the store " + failures.location() + " is closed", null);
            }
            try {
                return once(reading);
            } catch (SQLException e) {
                if (!PostgresFailures.isLost(e)) {
                    throw e;
                }
                // The server was restarted, or the connection was cut: another one may do.
                return once(reading);
            }
        } catch (SQLException e) {
            throw failures.of(e);
        } finally {
            places.release();
        }
    }

    private <T> T once(Reading<T> reading) throws SQLException {
        try (Connection connection = pool.getConnection();
                var database = new Database(connection, dialect)) {
            T result = reading.read(database);
            connection.commit();
            return result;
        }
    }

    @Override
    public void close() {
        places.acquireUninterruptibly(pool.getMaximumPoolSize());
        try {
            pool.close();
        } finally {
            places.release(pool.getMaximumPoolSize());
        }
    }
}
