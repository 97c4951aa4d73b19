package dev.rehearsal.store.sql;

import dev.rehearsal.store.Change;
import dev.rehearsal.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes. It takes what has queued up meanwhile into one transaction, commits it, and only then lets those go on who
 * wait for it: so the cost of a commit is shared by all that happens at the same time.
 */
final class Writer {
    private static final int LARGEST_BATCH = 512;
    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Database database;
    private final ChangeWriter changes;
    private final SearchIndex index;
    private final String location;
    private final Failures failures;
    private final Recovery recovery;
    private final ConcurrentLinkedQueue<Job> queue = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Job> apart = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable StoreException> unseenFailure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean parked;
    private volatile boolean closing;
    private volatile boolean ended;

    /** @param location as messages name it */
    Writer(Database database, String location, Failures failures, Recovery recovery) {
        this.database = database;
        this.location = location;
        this.failures = failures;
        this.recovery = recovery;
        this.changes = new ChangeWriter(database);
        this.index = new SearchIndex(database);
        this.thread =
                Thread.ofPlatform().daemon().name("rehearsal-store-writer").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void write(Change change) {
        throwUnseenFailure();
        run(changes -> changes.apply(change));
    }

    void enqueue(Change change) {
        submit(Job.unattended(changes -> changes.apply(change)), queue);
    }

    /** Does something between the changes before and after it, and waits until that is durable. */
    void run(Job.Work work) {
        await(submit(Job.awaited(work), queue));
    }

    /** Does something outside of any transaction, and waits until it is done. */
    void runAlone(Job.Work work) {
        await(submit(Job.awaited(work), apart));
    }

    private void await(Job job) {
        job.await();
        StoreException failure = job.failure();
        if (failure != null) {
            // Where what was enqueued before failed together with it, it is told now.
            unseenFailure.compareAndSet(failure, null);
            throw new StoreException(String.valueOf(failure.getMessage()), failure);
        }
    }

    void flush() {
        try {
            run(changes -> {});
        } catch (StoreException e) {
            // It speaks for all that was enqueued before: what failed of that in an earlier transaction is told with
            // it.
            unseenFailure.set(null);
            throw e;
        }
        throwUnseenFailure();
    }

    private void throwUnseenFailure() {
        StoreException failure = unseenFailure.getAndSet(null);
        if (failure != null) {
            throw new StoreException(String.valueOf(failure.getMessage()), failure);
        }
    }

    private Job submit(Job job, ConcurrentLinkedQueue<Job> to) {
        if (closing) {
            throw closed();
        }
        to.add(job);
        if (parked) {
            LockSupport.unpark(thread);
        }
        if (ended) {
            refuseLateOnes();
        }
        return job;
    }

    private StoreException closed() {
        return new StoreException("the store " + location + " is closed", null);
    }

    /** Writes what is enqueued, and ends. */
    void close() {
        closing = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        throwUnseenFailure();
    }

    private void run() {
        var batch = new ArrayList<Job>();
        while (true) {
            Job job;
            while (batch.size() < LARGEST_BATCH && (job = queue.poll()) != null) {
                batch.add(job);
            }
            boolean idle = batch.isEmpty();
            if (!idle) {
                commit(batch);
                batch.clear();
            }
            job = apart.poll();
            if (job != null) {
                doAlone(job);
            } else if (!idle) {
                continue;
            } else if (closing) {
                break;
            } else {
                park();
            }
        }
        endAll();
    }

    private void doAlone(Job job) {
        try {
            job.apply(changes);
        } catch (SQLException | RuntimeException e) {
            job.fail(failure(e));
        }
        job.finish();
    }

    /** Waits for work; when there is none for a while, the search index catches up. */
    private void park() {
        parked = true;
        try {
            if (!queue.isEmpty() || !apart.isEmpty() || closing) {
                return;
            }
            if (!changes.hasEndedSessions()) {
                LockSupport.park(this);
                return;
            }
            LockSupport.parkNanos(this, IDLE_NANOS);
        } finally {
            parked = false;
        }
        while (queue.isEmpty() && apart.isEmpty() && !closing && changes.hasEndedSessions()) {
            catchUp();
        }
    }

    private void catchUp() {
        try {
            database.begin();
            if (!index.catchUp()) {
                changes.forgetEndedSessions();
            }
            database.commit();
        } catch (SQLException e) {
            // Searching works without, only slower.
            rollback();
            changes.forgetEndedSessions();
        }
    }

    private void commit(List<Job> batch) {
        try {
            transact(batch);
        } catch (SQLException | RuntimeException e) {
            if (batch.size() == 1 || e instanceof SQLException failure && failures.isOfSurroundings(failure)) {
                StoreException failure = failure(e);
                batch.forEach(job -> job.fail(failure));
            } else {
                oneByOne(batch);
            }
        } catch (Error e) {
            StoreException failure = failure(e);
            batch.forEach(job -> job.fail(failure));
        }
        for (Job job : batch) {
            if (!job.isAwaited() && job.failure() != null) {
                unseenFailure.compareAndSet(null, job.failure());
            }
            job.finish();
        }
    }

    private void transact(List<Job> batch) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                transactOnce(batch);
                return;
            } catch (SQLException e) {
                if (!recovery.recovers(database, e, attempt)) {
                    throw e;
                }
            }
        }
    }

    private void transactOnce(List<Job> batch) throws SQLException {
        boolean committed = false;
        try {
            database.begin();
            for (Job job : batch) {
                job.apply(changes);
            }
            changes.finishTotals();
            database.commit();
            committed = true;
        } finally {
            if (!committed) {
                rollback();
            }
        }
    }

    /** One of them does not fit; the others shall not suffer. */
    private void oneByOne(List<Job> batch) {
        for (Job job : batch) {
            try {
                transact(List.of(job));
            } catch (SQLException | RuntimeException e) {
                job.fail(failure(e));
            }
        }
    }

    private StoreException failure(Throwable because) {
        return switch (because) {
            case SQLException failure -> failures.of(failure);
            case StoreException refusal -> refusal;
            case Throwable other -> new StoreException("the store " + location + " failed: " + other, other);
        };
    }

    private void rollback() {
        changes.forget();
        try {
            database.rollback();
        } catch (SQLException e) {
            // There is no transaction any more: the database has rolled it back by itself, or it never began.
        }
    }

    private void endAll() {
        try {
            database.close();
        } catch (SQLException e) {
            unseenFailure.compareAndSet(null, failures.of(e));
        }
        ended = true;
        refuseLateOnes();
    }

    /** What was given while the store was being closed. */
    private void refuseLateOnes() {
        for (ConcurrentLinkedQueue<Job> each : List.of(queue, apart)) {
            for (Job late = each.poll(); late != null; late = each.poll()) {
                late.fail(closed());
                late.finish();
            }
        }
    }
}
