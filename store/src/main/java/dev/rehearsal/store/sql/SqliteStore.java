package dev.rehearsal.store.sql;

import dev.rehearsal.scoring.Calibration;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.Runs;
import dev.rehearsal.store.Sessions;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store in a SQLite file. */
final class SqliteStore implements Store {
    private final SqliteLocation location;
    private final @Nullable Writer writer;
    private final Readers readers;
    private final Clock clock;

    private SqliteStore(SqliteLocation location, @Nullable Writer writer, Readers readers, Clock clock) {
        this.location = location;
        this.writer = writer;
        this.readers = readers;
        this.clock = clock;
    }

    /** @throws StoreException if it cannot be opened */
    static SqliteStore open(SqliteLocation location) {
        var file = new SqliteFile(location);
        file.makeIfMissing();
        var readers = new Readers(file, location);
        if (location.readOnly()) {
            readers.read(database -> {
                new SqliteSchema(database, location).check();
                return location;
            });
            return new SqliteStore(location, null, readers, Clock.systemUTC());
        }
        Database database = file.forWriting();
        try {
            new SqliteSchema(database, location).bringUpToDate();
        } catch (SQLException e) {
            closeQuietly(database, e);
            throw new SqliteFailures(location).of(e);
        } catch (RuntimeException e) {
            closeQuietly(database, e);
            throw e;
        }
        var writer = new Writer(database, location);
        writer.start();
        return new SqliteStore(location, writer, readers, Clock.systemUTC());
    }

    private static void closeQuietly(Database database, Exception because) {
        try {
            database.close();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
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
        return new SqliteRuns(readers, this::writer, clock);
    }

    @Override
    public Sessions sessions() {
        return new SqliteSessions(readers);
    }

    @Override
    public List<Calibration> calibrations() {
        return readers.read(Calibrations::newest);
    }

    @Override
    public String location() {
        return location.toString();
    }

    @Override
    public void close() {
        readers.close();
        if (writer != null) {
            writer.close();
        }
    }
}
