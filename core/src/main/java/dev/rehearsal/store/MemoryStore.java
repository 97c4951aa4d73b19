package dev.rehearsal.store;

import dev.rehearsal.dataset.Datasets;
import dev.rehearsal.scoring.Calibration;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps everything in memory, for as long as the object lasts. */
final class MemoryStore implements Store {
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final MemoryTables tables = new MemoryTables();
    private final MemoryChanges changes = new MemoryChanges(tables);
    private final MemoryDatasets.Tables datasets = new MemoryDatasets.Tables();
    private @Nullable StoreException failed;
    private boolean closed;

    MemoryStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void write(Change change) {
        locked(() -> {
            throwFailure();
            changes.apply(change);
            return true;
        });
    }

    @Override
    public void enqueue(Change change) {
        locked(() -> {
            try {
                changes.apply(change);
            } catch (StoreException e) {
                failed = failed == null ? e : failed;
            }
            return true;
        });
    }

    @Override
    public void flush() {
        locked(() -> {
            throwFailure();
            return true;
        });
    }

    private void throwFailure() {
        StoreException failure = failed;
        failed = null;
        if (failure != null) {
            throw failure;
        }
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            if (closed) {
                throw new StoreException("the store " + location() + " is closed", null);
            }
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Runs runs() {
        return new MemoryRuns(tables, this::locked, clock);
    }

    @Override
    public Sessions sessions() {
        return new MemorySessions(tables, this::locked);
    }

    @Override
    public Deleted delete(Deletion what) {
        return locked(() -> new MemoryDeletion(tables, clock.instant()).delete(what));
    }

    @Override
    public Datasets datasets() {
        return new MemoryDatasets(datasets, this::locked, clock, System.getProperty("user.name", ""));
    }

    @Override
    public Outbox outbox() {
        return new Outbox() {
            @Override
            public List<Publication> publications() {
                return locked(tables.outbox::publications);
            }

            @Override
            public List<Unpublished> next(String destination, int sessions) {
                return locked(() -> tables.outbox.next(destination, sessions));
            }

            @Override
            public boolean lease(String destination, String owner, Duration duration) {
                return locked(() -> tables.outbox.lease(destination, owner, duration, clock.instant()));
            }

            @Override
            public void release(String destination, String owner) {
                locked(() -> {
                    tables.outbox.release(destination, owner);
                    return true;
                });
            }
        };
    }

    @Override
    public List<Calibration> calibrations() {
        return locked(() -> List.copyOf(tables.calibrations.sequencedValues()).reversed());
    }

    @Override
    public String location() {
        return "memory:";
    }

    @Override
    public void close() {
        lock.lock();
        closed = true;
        lock.unlock();
    }
}
