package dev.rehearsal.store.sql;

import dev.rehearsal.store.StoreException;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Something that the writer has to do inside a transaction, and somebody who may wait for it. */
final class Job {
    private final Work work;
    private final @Nullable Thread waiting;
    private @Nullable StoreException failure;
    private volatile boolean done;

    /** What a job does; it may be done again when its transaction was rolled back. */
    @FunctionalInterface
    interface Work {
        /** @throws StoreException if it is refused; nothing was changed then */
        void apply(ChangeWriter changes) throws SQLException;
    }

    private Job(Work work, @Nullable Thread waiting) {
        this.work = work;
        this.waiting = waiting;
    }

    static Job awaited(Work work) {
        return new Job(work, Thread.currentThread());
    }

    static Job unattended(Work work) {
        return new Job(work, null);
    }

    boolean isAwaited() {
        return waiting != null;
    }

    /** @throws StoreException if it is refused; of changes that belong together some may have been made then, so all has to be rolled back */
    void apply(ChangeWriter changes) throws SQLException {
        failure = null;
        work.apply(changes);
    }

    void fail(StoreException because) {
        failure = because;
    }

    @Nullable
    StoreException failure() {
        return failure;
    }

    /** Lets whoever waits go on. */
    void finish() {
        done = true;
        LockSupport.unpark(waiting);
    }

    /** Waits until it is durable or has failed, also when interrupted; the interruption is kept. */
    void await() {
        boolean interrupted = false;
        while (!done) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
