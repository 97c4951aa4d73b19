package dev.rehearsal.store.sql;

import dev.rehearsal.dataset.Datasets;
import dev.rehearsal.scoring.Calibration;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.Deleted;
import dev.rehearsal.store.Deletion;
import dev.rehearsal.store.Outbox;
import dev.rehearsal.store.Runs;
import dev.rehearsal.store.Sessions;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store in a database, whichever it is. */
final class SqlStore implements Store {
    private final String location;
    private final @Nullable Writer writer;
    private final Readers readers;
    private final Clock clock;

    /**
     * @param location as messages name it, without secrets
     * @param writer null where it is opened for reading only
     */
    SqlStore(String location, @Nullable Writer writer, Readers readers, Clock clock) {
        this.location = location;
        this.writer = writer;
        this.readers = readers;
        this.clock = clock;
    }

    private Writer writer() {
        if (writer == null) {
            throw new StoreException("the store " + location + " is opened for reading only", null);
        }
        return writer;
    }

    @Override
    public void write(Change change) {
        writer().write(change);
    }

    @Override
    public void enqueue(Change change) {
        writer().enqueue(change);
    }

    @Override
    public void flush() {
        if (writer != null) {
            writer.flush();
        }
    }

    @Override
    public Runs runs() {
        return new SqlRuns(readers, this::writer, clock);
    }

    @Override
    public Sessions sessions() {
        return new SqlSessions(readers);
    }

    @Override
    public Deleted delete(Deletion what) {
        return new SqlDeletion(writer(), clock).delete(what);
    }

    @Override
    public Datasets datasets() {
        return new SqlDatasets(readers, this::writer, clock, System.getProperty("user.name", ""));
    }

    @Override
    public Outbox outbox() {
        return new SqlOutbox(readers, this::writer, clock);
    }

    @Override
    public List<Calibration> calibrations() {
        return readers.read(Calibrations::newest);
    }

    @Override
    public String location() {
        return location;
    }

    @Override
    public void close() {
        readers.close();
        if (writer != null) {
            writer.close();
        }
    }
}
