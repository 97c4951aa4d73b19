package dev.rehearsal.server.otlp;

import dev.rehearsal.store.Change;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where spans wait until they are written. One thread takes all that is waiting, writes it as one change, and only then lets those go on
 * who brought it: what is acknowledged is durable.
 */
final class SpanIntake implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpanIntake.class);
    private static final int UNAVAILABLE = 503;
    private static final int MOST_REQUESTS = 10_000;
    private static final int AT_ONCE = 4_096;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);

    private final Store store;
    private final Clock clock;
    private final OtlpLimits limits;
    private final TraceChanges changes;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_REQUESTS);
    private final AtomicInteger waitingSpans = new AtomicInteger();
    private final Thread thread;
    private volatile boolean closing;
    private Instant looked = Instant.MIN;

    /** A request that waits for its spans to be durable. */
    private static final class Waiting {
        final List<ReceivedSpan> spans;
        final CountDownLatch done = new CountDownLatch(1);
        volatile @Nullable Refusal refusal;

        Waiting(List<ReceivedSpan> spans) {
            this.spans = spans;
        }
    }

    SpanIntake(Store store, OtlpLimits limits, Clock clock) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
        this.changes = new TraceChanges(store);
        this.thread = Thread.ofPlatform().daemon().name("rehearsal-spans").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /**
     * Returns when the spans are durable.
     *
     * @throws Refusal if there is no room for them or they cannot be written now; they may come again
     */
    void take(List<ReceivedSpan> spans) throws Refusal, InterruptedException {
        if (spans.isEmpty()) {
            return;
        }
        var waiting = new Waiting(spans);
        // what is larger than the whole queue is taken when nothing else waits
        int before = waitingSpans.getAndAdd(spans.size());
        if (closing || before > 0 && before + spans.size() > limits.waitingSpans() || !queue.offer(waiting)) {
            waitingSpans.addAndGet(-spans.size());
            throw new Refusal(
                    UNAVAILABLE,
                    closing ? "the server is being stopped" : before + " spans wait to be written already; come again",
                    closing ? 10 : 1);
        }
        waiting.done.await();
        Refusal refusal = waiting.refusal;
        if (refusal != null) {
            throw refusal;
        }
    }

    /** How many spans wait. */
    int waiting() {
        return waitingSpans.get();
    }

    private void run() {
        while (!closing || !queue.isEmpty()) {
            List<Waiting> batch = next();
            try {
                if (!batch.isEmpty()) {
                    write(batch);
                }
                endQuietOnes();
            } catch (RuntimeException e) {
                LOG.warn("what agents in production say cannot be written: {}", e.getMessage());
                changes.forget();
                batch.forEach(each ->
                        each.refusal = new Refusal(UNAVAILABLE, "the store cannot be written now; come again", 5));
            } finally {
                batch.forEach(each -> {
                    waitingSpans.addAndGet(-each.spans.size());
                    each.done.countDown();
                });
            }
        }
    }

    private List<Waiting> next() {
        var batch = new ArrayList<Waiting>();
        try {
            Waiting first = queue.poll(1, TimeUnit.SECONDS);
            int spans = 0;
            for (Waiting each = first; each != null; each = spans < AT_ONCE ? queue.poll() : null) {
                batch.add(each);
                spans += each.spans.size();
            }
        } catch (InterruptedException e) {
            closing = true;
        }
        return batch;
    }

    private void write(List<Waiting> batch) {
        List<ReceivedSpan> spans =
                batch.stream().flatMap(each -> each.spans.stream()).toList();
        Instant now = clock.instant();
        try {
            store.write(new Change.Together(changes.of(spans, now)));
        } catch (StoreException e) {
            // a session may have been deleted, or become one of a run, since it was looked at
            changes.forget();
            oneByOne(batch, now);
        }
    }

    /** So that one request that cannot be kept does not hold up the others. */
    private void oneByOne(List<Waiting> batch, Instant now) {
        for (Waiting each : batch) {
            try {
                store.write(new Change.Together(changes.of(each.spans, now)));
            } catch (StoreException e) {
                LOG.warn("what agents in production say cannot be written: {}", e.getMessage());
                changes.forget();
                each.refusal = new Refusal(UNAVAILABLE, "the store cannot be written now; come again", 5);
            }
        }
    }

    private void endQuietOnes() {
        Instant now = clock.instant();
        if (looked.isBefore(now.minus(BETWEEN_LOOKS)) || looked.isAfter(now)) {
            looked = now;
            store.write(new Change.QuietSessionsEnded(now.minus(limits.quiet())));
        }
    }

    /** Writes what waits, and ends. */
    @Override
    public void close() {
        closing = true;
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
