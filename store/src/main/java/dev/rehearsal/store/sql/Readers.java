package dev.rehearsal.store.sql;

import dev.rehearsal.store.StoreException;
import java.sql.SQLException;

/** Connections that read, while others write. */
interface Readers extends AutoCloseable {
    /** What is read of a database. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Database database) throws SQLException;
    }

    /**
     * Reads the store as it is at one moment.
     *
     * @throws StoreException if it cannot be read
     */
    <T> T read(Reading<T> reading);

    @Override
    void close();
}
