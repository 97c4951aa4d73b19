package dev.rehearsal.store;

import dev.rehearsal.dataset.Datasets;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Calibration;
import java.time.Clock;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Where runs, sessions, turns and assessments are kept. Safe for use by many threads; several processes may have the same store open.
 * Writes are taken in the order in which they are given, and kept all or not at all.
 */
public interface Store extends AutoCloseable {
    /**
     * Opens a store by name: a path or {@code sqlite:PATH} is a SQLite file, {@code postgresql://user@host:port/database} is in a
     * PostgreSQL server, {@code memory:} keeps nothing.
     *
     * @throws InvalidInputException if no store of that kind is on the class path
     * @throws StoreException if it cannot be opened; the message says why and what to do
     */
    static Store open(String name) {
        if (name.equals("memory:")) {
            return inMemory();
        }
        return provider(name).open(name);
    }

    /**
     * Brings a store's tables up to date, as opening it does, and says what that did.
     *
     * @throws InvalidInputException if no store of that kind is on the class path
     * @throws StoreException if it cannot be done
     */
    static SchemaChange migrate(String name) {
        return provider(name).migrate(name);
    }

    private static StoreProvider provider(String name) {
        for (StoreProvider provider : ServiceLoader.load(StoreProvider.class)) {
            if (provider.opens(name)) {
                return provider;
            }
        }
        throw new InvalidInputException(
                StoreName.withoutSecrets(name),
                "no store of that kind is on the class path; add the artifact rehearsal-store");
    }

    /** A store that lasts as long as the object. */
    static Store inMemory() {
        return new MemoryStore(Clock.systemUTC());
    }

    /**
     * Keeps a change; returns when it is durable.
     *
     * @throws StoreException if it cannot be kept
     */
    void write(Change change);

    /** Keeps a change soon, in its place among the others; that it failed shows at the next {@link #write} or {@link #flush}. */
    void enqueue(Change change);

    /** Waits until everything enqueued is durable. */
    void flush();

    Runs runs();

    Sessions sessions();

    /** Test cases by name and version. */
    Datasets datasets();

    /**
     * Deletes for good: from tables, from the index for searches and from what the store's files have unused. A run's test cases go with
     * the last of their sessions. Takes its time, as the file is written anew; what is not there is not missed. Records of datasets that
     * come from a session stay.
     *
     * @throws InvalidInputException if a live run has any of it; nothing is deleted then
     * @throws StoreException if it cannot be done, or not to the end; doing it again does the rest
     */
    Deleted delete(Deletion what);

    /** What is still to be published to other places. */
    Outbox outbox();

    /** How far judges agree with persons: the newest measurement of each judge, the newest first. */
    List<Calibration> calibrations();

    /** Where it is: the file's path, or the address without secrets. */
    String location();

    /** Writes what is enqueued and closes. */
    @Override
    void close();
}
