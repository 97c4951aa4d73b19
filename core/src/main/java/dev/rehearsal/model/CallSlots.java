package dev.rehearsal.model;

import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The calls that may be in flight to one model: first come, first served, but spare calls only when nobody else waits. The limit sinks
 * when the provider asks to slow down and rises again, one call a full round of successes, up to where it started.
 */
final class CallSlots {
    private static final double BACK_OFF = 0.7;

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Waiter> needed = new ArrayDeque<>();
    private final ArrayDeque<Waiter> spare = new ArrayDeque<>();
    private final int most;
    private double limit;
    private int inFlight;
    private long successesSinceBackOff;

    CallSlots(int most) {
        this.most = most;
        this.limit = most;
    }

    /** Waits for a slot. */
    void acquire(CallScope scope) throws InterruptedException {
        Waiter waiter;
        lock.lock();
        try {
            if (inFlight < (int) limit && needed.isEmpty() && (!scope.isSpare() || spare.isEmpty())) {
                inFlight++;
                return;
            }
            waiter = new Waiter(Thread.currentThread());
            (scope.isSpare() ? spare : needed).add(waiter);
        } finally {
            lock.unlock();
        }
        scope.whenNeeded(() -> promote(waiter));
        waitFor(waiter);
    }

    private void waitFor(Waiter waiter) throws InterruptedException {
        while (!waiter.granted) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                boolean granted;
                lock.lock();
                try {
                    granted = waiter.granted;
                    if (!granted) {
                        needed.remove(waiter);
                        spare.remove(waiter);
                    }
                } finally {
                    lock.unlock();
                }
                if (granted) {
                    release();
                }
                throw new InterruptedException();
            }
        }
    }

    void release() {
        Thread next;
        lock.lock();
        try {
            inFlight--;
            next = grant();
        } finally {
            lock.unlock();
        }
        if (next != null) {
            LockSupport.unpark(next);
        }
    }

    void succeeded() {
        Thread next = null;
        lock.lock();
        try {
            successesSinceBackOff++;
            if (limit < most) {
                limit = Math.min(most, limit + 1 / limit);
                next = grant();
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            LockSupport.unpark(next);
        }
    }

    /** Lowers the limit, at most once for each round of calls in flight. */
    void rateLimited() {
        lock.lock();
        try {
            if (successesSinceBackOff >= limit || limit == most) {
                limit = Math.max(1, limit * BACK_OFF);
                successesSinceBackOff = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    int inFlight() {
        lock.lock();
        try {
            return inFlight;
        } finally {
            lock.unlock();
        }
    }

    int limit() {
        lock.lock();
        try {
            return (int) limit;
        } finally {
            lock.unlock();
        }
    }

    private void promote(Waiter waiter) {
        lock.lock();
        try {
            if (spare.remove(waiter)) {
                needed.add(waiter);
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Thread grant() {
        if (inFlight >= (int) limit) {
            return null;
        }
        Waiter next = needed.poll();
        if (next == null) {
            next = spare.poll();
        }
        if (next == null) {
            return null;
        }
        inFlight++;
        next.granted = true;
        return next.thread;
    }

    private static final class Waiter {
        private final Thread thread;
        private volatile boolean granted;

        private Waiter(Thread thread) {
            this.thread = thread;
        }
    }
}
