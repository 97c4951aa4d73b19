package dev.rehearsal.server.otlp;

import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;

/** So many spans a second: what was not used is there for later, up to ten seconds' worth. */
final class SpanRate {
    private static final int SECONDS = 10;
    private static final double MILLIS = 1000;
    private static final int TOO_MANY_REQUESTS = 429;

    private final int perSecond;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private double left;
    private long at;

    SpanRate(int perSecond, Clock clock) {
        this.perSecond = perSecond;
        this.clock = clock;
        this.left = (double) perSecond * SECONDS;
        this.at = clock.millis();
    }

    /** @throws Refusal if there were too many; it says when to come again */
    void take(int spans) throws Refusal {
        lock.lock();
        try {
            long now = clock.millis();
            left = Math.min((double) perSecond * SECONDS, left + Math.max(0, now - at) / MILLIS * perSecond);
            at = now;
            // an export that is larger than all that can be left is taken when nothing else was
            if (left < Math.min(spans, (double) perSecond * SECONDS)) {
                int seconds = (int) Math.ceil((Math.min(spans, (double) perSecond * SECONDS) - left) / perSecond);
                throw new Refusal(
                        TOO_MANY_REQUESTS,
                        "more than " + perSecond + " spans a second are not taken; come again",
                        Math.max(1, seconds));
            }
            left -= spans;
        } finally {
            lock.unlock();
        }
    }
}
