package dev.rehearsal.store.sql;

import dev.rehearsal.store.StoreException;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/** Connections that read a SQLite file, while others write: a few, opened when they are needed. */
final class SqliteReaders implements Readers {
    private static final int MOST = 4;

    private final SqliteFile file;
    private final SqliteLocation location;
    private final SqliteFailures failures;
    private final ConcurrentLinkedDeque<Database> idle = new ConcurrentLinkedDeque<>();
    private final Semaphore places = new Semaphore(MOST);
    private volatile boolean closed;

    SqliteReaders(SqliteFile file, SqliteLocation location) {
        this.file = file;
        this.location = location;
        this.failures = new SqliteFailures(location);
    }

    @Override
    public <T> T read(Reading<T> reading) {
        places.acquireUninterruptibly();
        try {
            if (closed) {
                throw new StoreException("the store " + location + " is closed", null);
            }
            Database database = idle.pollFirst();
            if (database == null) {
                database = file.forReading();
            }
            try {
                T result = atOneMoment(database, reading);
                idle.addFirst(database);
                return result;
            } catch (SQLException e) {
                database.close();
                throw failures.of(e);
            } catch (RuntimeException e) {
                idle.addFirst(database);
                throw e;
            }
        } catch (SQLException e) {
            throw failures.of(e);
        } finally {
            places.release();
        }
    }

    private static <T> T atOneMoment(Database database, Reading<T> reading) throws SQLException {
        database.update("BEGIN");
        try {
            return reading.read(database);
        } finally {
            database.update("COMMIT");
        }
    }

    @Override
    public void close() {
        places.acquireUninterruptibly(MOST);
        try {
            closed = true;
            for (Database database = idle.pollFirst(); database != null; database = idle.pollFirst()) {
                database.close();
            }
        } catch (SQLException e) {
            throw failures.of(e);
        } finally {
            places.release(MOST);
        }
    }
}
