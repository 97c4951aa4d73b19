package dev.rehearsal.testkit;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Counts requests; safe for threads. A reset starts a new one. */
final class Tally {
    private static final int OUTCOMES = Outcome.values().length;

    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLongArray arrived = new AtomicLongArray(RequestKind.values().length);
    private final AtomicLongArray ended = new AtomicLongArray(RequestKind.values().length * OUTCOMES);
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong firstArrival = new AtomicLong();
    private final AtomicLong lastAnswer = new AtomicLong();

    long nextNumber() {
        return numbers.incrementAndGet();
    }

    /** Counts a request as in flight; tells how many are, with it. */
    int arrives(ModelRequest request) {
        firstArrival.compareAndSet(0, System.nanoTime());
        arrived.incrementAndGet(request.kind().ordinal());
        bytes.addAndGet(request.bodyLength());
        int now = inFlight.incrementAndGet();
        if (now > mostInFlight.get()) {
            mostInFlight.accumulateAndGet(now, Math::max);
        }
        return now;
    }

    /** Counts what becomes of a request; told before the answer goes out, so that who has the answer finds it counted. */
    void decides(ModelRequest request, Outcome outcome) {
        ended.incrementAndGet(request.kind().ordinal() * OUTCOMES + outcome.ordinal());
    }

    /** Counts a request as no longer in flight. */
    void leaves() {
        lastAnswer.set(System.nanoTime());
        inFlight.decrementAndGet();
    }

    Statistics statistics() {
        Map<RequestKind, Long> requests = new EnumMap<>(RequestKind.class);
        Map<RequestKind, Map<Outcome, Long>> outcomes = new EnumMap<>(RequestKind.class);
        for (RequestKind kind : RequestKind.values()) {
            requests.put(kind, arrived.get(kind.ordinal()));
            Map<Outcome, Long> byOutcome = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                byOutcome.put(outcome, ended.get(kind.ordinal() * OUTCOMES + outcome.ordinal()));
            }
            outcomes.put(kind, Collections.unmodifiableMap(byOutcome));
        }
        long first = firstArrival.get();
        long last = lastAnswer.get();
        Duration span = first == 0 || last == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(0, last - first));
        return new Statistics(
                Collections.unmodifiableMap(requests),
                Collections.unmodifiableMap(outcomes),
                inFlight.get(),
                mostInFlight.get(),
                span,
                bytes.get());
    }
}
