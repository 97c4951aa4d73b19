package dev.rehearsal.mlflow;

import dev.rehearsal.store.Change;
import dev.rehearsal.store.Publication;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Publishes runs of a store to an MLflow server, through the store's outbox: what the server does not take now is kept, and taken there by
 * whoever publishes to it next. Publishing again changes nothing there but what has changed here. Safe for use by many threads.
 */
public final class MlflowPublisher implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int IN_FLIGHT = 2;
    private static final long ROUND_NANOS = Duration.ofMillis(500).toNanos();
    private static final long STORE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int MOST_PAUSES = 4;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Store store;
    private final MlflowServer server;
    private final @Nullable String experiment;
    private final Clock clock;
    private final Rest rest;
    private final Courier courier;
    private @Nullable Thread background;
    private volatile boolean stopping;

    /** Waits. */
    @FunctionalInterface
    interface Pause {
        void until(Instant time);
    }

    public MlflowPublisher(Store store, MlflowServer server) {
        this(store, server, null);
    }

    /** @param experiment what the experiment is called there; null for what it is called here */
    public MlflowPublisher(Store store, MlflowServer server, @Nullable String experiment) {
        this(store, server, experiment, Clock.systemUTC(), TIMEOUT);
    }

    MlflowPublisher(Store store, MlflowServer server, @Nullable String experiment, Clock clock, Duration timeout) {
        this.store = store;
        this.server = server;
        this.experiment = experiment;
        this.clock = clock;
        this.rest = new Rest(server, clock, timeout);
        this.courier = new Courier(store, rest, clock, UUID.randomUUID().toString(), IN_FLIGHT);
    }

    /** The run is published from now on, with what it has and gets. */
    public void add(RunId runId) {
        store.write(publication(runId, false));
    }

    /** All of the run is published once more, also what was refused before. */
    public void addAnew(RunId runId) {
        store.write(publication(runId, true));
    }

    /** What the server refused before is tried again. */
    public void refusedAnew() {
        for (Publication each : store.outbox().publications(server.name())) {
            if (each.refused() > 0) {
                store.write(new Change.PublicationBegan(
                        each.runId(), each.destination(), each.experiment(), true, clock.instant()));
            }
        }
    }

    private Change.PublicationBegan publication(RunId runId, boolean anew) {
        RunRecord run = store.runs()
                .find(runId.value())
                .orElseThrow(() -> new StoreException("run " + runId + " is not in the store", null));
        return new Change.PublicationBegan(
                runId, server.name(), experiment == null ? run.experiment() : experiment, anew, clock.instant());
    }

    /** Publishes in the background until {@link #finish}. */
    public synchronized void start() {
        if (background == null) {
            background = Thread.ofVirtual().name("mlflow-publisher").start(this::run);
        }
    }

    private void run() {
        while (!stopping) {
            long pause = ROUND_NANOS;
            try {
                if (round() == Courier.Outcome.PUBLISHED) {
                    continue;
                }
            } catch (StoreException e) {
                // whoever works with the store meets it too, and says so
                pause = STORE_NANOS;
            }
            if (!stopping) {
                LockSupport.parkNanos(pause);
            }
        }
    }

    /** One round; for tests, which have a clock of their own. */
    synchronized Courier.Outcome round() {
        return courier.round();
    }

    /** Publishes what is left, for as long as the server takes it; then says what is not published. */
    public Backlog finish() {
        return finish(MlflowPublisher::sleep);
    }

    Backlog finish(Pause pause) {
        stopBackground();
        int pauses = 0;
        while (true) {
            switch (round()) {
                case PUBLISHED -> pauses = 0;
                case NOTHING, REFUSED -> {
                    return backlog();
                }
                case WAITING, BUSY -> {
                    Instant next = courier.notBefore();
                    if (++pauses > MOST_PAUSES
                            || Duration.between(clock.instant(), next).compareTo(LONGEST_PAUSE) > 0
                            || Thread.currentThread().isInterrupted()) {
                        return backlog();
                    }
                    pause.until(next);
                }
            }
        }
    }

    private void stopBackground() {
        stopping = true;
        Thread thread = background;
        if (thread != null) {
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
        }
    }

    private static void sleep(Instant until) {
        Duration left = Duration.between(Instant.now(), until);
        if (left.isPositive()) {
            try {
                Thread.sleep(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What is not published yet. */
    public Backlog backlog() {
        long turns = 0;
        long others = 0;
        long refused = 0;
        String why = courier.last().map(Throwable::getMessage).orElse(null);
        for (Publication each : store.outbox().publications(server.name())) {
            turns += each.turns();
            others += each.others();
            refused += each.refused();
            why = why == null ? each.refusal() : why;
        }
        return new Backlog(server.name(), turns, others, refused, why);
    }

    /** Where a person can look at a run that was published, if it is there. */
    public Optional<String> address(RunId runId) {
        return courier.address(runId);
    }

    public MlflowServer server() {
        return server;
    }

    @Override
    public void close() {
        stopBackground();
        courier.release();
        rest.close();
    }
}
