package dev.rehearsal.evaluation;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Runs;
import dev.rehearsal.store.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows that a run is alive: a lease that a thread of its own renews until it is closed. */
final class RunLease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunLease.class);
    private static final Duration TERM = Duration.ofSeconds(30);
    private static final Duration RENEWAL = Duration.ofSeconds(10);

    private final Runs runs;
    private final RunId runId;
    private final String owner = LeaseOwner.ofThisProcess();
    private final Runnable whenLost;
    private final Duration renewal;
    private final Thread heart;
    private volatile boolean closed;
    private volatile boolean lost;

    private RunLease(Runs runs, RunId runId, Runnable whenLost, Duration renewal) {
        this.runs = runs;
        this.runId = runId;
        this.whenLost = whenLost;
        this.renewal = renewal;
        this.heart = Thread.ofPlatform().name("run-lease").daemon().unstarted(this::beat);
    }

    /**
     * @param whenLost what to do when another process took the lease, as this one stood still for too long
     * @throws InvalidInputException if another process holds the run's lease
     */
    static RunLease take(Runs runs, RunId runId, Runnable whenLost) {
        return take(runs, runId, whenLost, RENEWAL);
    }

    static RunLease take(Runs runs, RunId runId, Runnable whenLost, Duration renewal) {
        var lease = new RunLease(runs, runId, whenLost, renewal);
        if (!runs.lease(runId, lease.owner, TERM) && !lease.takenFromTheDead()) {
            LeaseOwner.retire(lease.owner);
            throw new InvalidInputException(
                    "run " + runId,
                    "is alive in another process; wait for it, or, if that process was killed just now, try again in "
                            + TERM.toSeconds() + " s");
        }
        lease.heart.start();
        return lease;
    }

    /** A process that was killed cannot give its lease back. */
    private boolean takenFromTheDead() {
        Optional<String> holder = runs.holder(runId).filter(LeaseOwner::isDead);
        holder.ifPresent(dead -> runs.release(runId, dead));
        return holder.isPresent() && runs.lease(runId, owner, TERM);
    }

    private void beat() {
        while (!closed) {
            LockSupport.parkNanos(renewal.toNanos());
            if (closed) {
                return;
            }
            try {
                if (!runs.lease(runId, owner, TERM)) {
                    lost = true;
                    whenLost.run();
                    return;
                }
            } catch (RuntimeException e) {
                LOG.warn("run {}: its lease could not be renewed: {}", runId, e.getMessage());
            }
        }
    }

    /** Whether the run is another process's now. */
    boolean isLost() {
        return lost;
    }

    /** @throws StoreException if the run is another process's now */
    void refuseIfLost() {
        if (lost) {
            throw new StoreException(
                    "run " + runId + " was resumed by another process while this one stood still; it goes on there",
                    null);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(heart);
        LeaseOwner.retire(owner);
        try {
            runs.release(runId, owner);
        } catch (RuntimeException e) {
            LOG.debug("run {}: its lease could not be given back, it runs out by itself: {}", runId, e.getMessage());
        }
    }
}
