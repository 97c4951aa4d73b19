package dev.rehearsal.model;

import java.time.Duration;

/**
 * How long an attempt is waited for. Connections that hang would cost their whole timeout; so once it is known how long a model's replies
 * take, the first attempts of a call are given up when they take twenty times longer than any of the last hundred, and at least fifteen
 * seconds. The last attempts have the whole timeout.
 */
final class Patience {
    private static final int ENOUGH = 20;
    private static final int WINDOW = 100;
    private static final int HASTY_ATTEMPTS = 3;
    private static final long TIMES = 20;
    private static final long LEAST_NANOS = Duration.ofSeconds(15).toNanos();

    private final Duration timeout;
    private volatile long slowestBefore;
    private volatile long slowest;
    private volatile int replies;
    private volatile boolean known;

    Patience(Duration timeout) {
        this.timeout = timeout;
    }

    Duration of(int attempt, Duration most) {
        if (attempt > HASTY_ATTEMPTS || !known || most.compareTo(timeout) > 0) {
            return most;
        }
        long nanos = Math.max(LEAST_NANOS, TIMES * Math.max(slowest, slowestBefore));
        Duration hasty = Duration.ofNanos(nanos);
        return hasty.compareTo(most) < 0 ? hasty : most;
    }

    synchronized void replied(long nanos) {
        slowest = Math.max(slowest, nanos);
        replies++;
        if (replies >= ENOUGH) {
            known = true;
        }
        if (replies % WINDOW == 0) {
            slowestBefore = slowest;
            slowest = 0;
        }
    }
}
