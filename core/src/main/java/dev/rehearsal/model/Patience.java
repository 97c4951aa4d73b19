package dev.rehearsal.model;

import java.time.Duration;

/**
 * How long an attempt is waited for. Connections that hang would cost their whole timeout; so once it is known how long a model's replies
 * take, attempts are given up when they take twenty times longer than any of the last hundred, and at least ten seconds. A call that
 * was given up three times has four times as long each time from then on, up to the whole timeout: so one whose reply is long finds the
 * time, and one that meets with hanging connections does not lose all its time to a single one.
 */
final class Patience {
    private static final int ENOUGH = 20;
    private static final int WINDOW = 100;
    private static final int HASTY_ATTEMPTS = 3;
    private static final int LONGER = 4;
    private static final long TIMES = 20;
    private static final long LEAST_NANOS = Duration.ofSeconds(10).toNanos();

    private final Duration timeout;
    private volatile long slowestBefore;
    private volatile long slowest;
    private volatile int replies;
    private volatile boolean known;

    Patience(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * What an attempt may take, by what is known now; ask again while it goes on.
     *
     * @param givenUp how many attempts of the call were given up before
     * @param most the attempt's timeout; one that was set longer than usual is kept to
     */
    Duration of(int givenUp, Duration most) {
        if (!known || most.compareTo(timeout) > 0) {
            return most;
        }
        Duration hasty = Duration.ofNanos(Math.max(LEAST_NANOS, TIMES * Math.max(slowest, slowestBefore)));
        for (int more = HASTY_ATTEMPTS; more <= givenUp && hasty.compareTo(most) < 0; more++) {
            hasty = hasty.multipliedBy(LONGER);
        }
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
