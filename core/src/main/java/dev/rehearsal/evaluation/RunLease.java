package dev.rehearsal.evaluation;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Runs;
import java.time.Duration;
import java.util.UUID;
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
    private final String owner = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
    private final Thread heart;
    private volatile boolean closed;

    private RunLease(Runs runs, RunId runId) {
        this.runs = runs;
        this.runId = runId;
        this.heart = Thread.ofPlatform().name("run-lease").daemon().unstarted(this::beat);
    }

    /** @throws InvalidInputException if another process holds the run's lease */
    static RunLease take(Runs runs, RunId runId) {
        var lease = new RunLease(runs, runId);
        if (!runs.lease(runId, lease.owner, TERM)) {
            throw new InvalidInputException(
                    "run " + runId,
                    "is alive in another process; wait for it, or, if that process was killed just now, try again in "
                            + TERM.toSeconds() + " s");
        }
        lease.heart.start();
        return lease;
    }

    private void beat() {
        while (!closed) {
            LockSupport.parkNanos(RENEWAL.toNanos());
            if (closed) {
                return;
            }
            try {
                if (!runs.lease(runId, owner, TERM)) {
                    LOG.warn("run {}: another process took its lease", runId);
                }
            } catch (RuntimeException e) {
                LOG.warn("run {}: its lease could not be renewed: {}", runId, e.getMessage());
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(heart);
        try {
            runs.release(runId, owner);
        } catch (RuntimeException e) {
            LOG.warn("run {}: its lease could not be given back, it runs out by itself: {}", runId, e.getMessage());
        }
    }
}
