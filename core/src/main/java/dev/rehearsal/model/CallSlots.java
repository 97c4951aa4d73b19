package dev.rehearsal.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The calls that may be in flight to one model: first come, first served, but spare calls only when nobody else waits. A {@link CallLimit}
 * says how many.
 */
final class CallSlots {
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Waiter> needed = new ArrayDeque<>();
    private final ArrayDeque<Waiter> spare = new ArrayDeque<>();
    private final CallLimit limit;
    private int inFlight;

    CallSlots(int most) {
        this.limit = new CallLimit(most);
    }

    /** Waits for a slot; gives the round of the limit that the call belongs to. */
    long acquire(CallScope scope) throws InterruptedException {
        Waiter waiter;
        lock.lock();
        try {
            if (inFlight < limit.calls() && needed.isEmpty() && (!scope.isSpare() || spare.isEmpty())) {
                inFlight++;
                return limit.round();
            }
            waiter = new Waiter(Thread.currentThread());
            (scope.isSpare() ? spare : needed).add(waiter);
        } finally {
            lock.unlock();
        }
        scope.whenNeeded(() -> promote(waiter));
        waitFor(waiter);
        return waiter.round;
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

    /** A call of that round got its reply. */
    void succeeded(long round) {
        List<Thread> next = new ArrayList<>();
        lock.lock();
        try {
            limit.replied(round);
            for (Thread each = grant(); each != null; each = grant()) {
                next.add(each);
            }
        } finally {
            lock.unlock();
        }
        next.forEach(LockSupport::unpark);
    }

    /** A call of that round was told to come back later. */
    void rateLimited(long round) {
        lock.lock();
        try {
            limit.rejected(round);
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
            return limit.calls();
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
        if (inFlight >= limit.calls()) {
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
        next.round = limit.round();
        next.granted = true;
        return next.thread;
    }

    private static final class Waiter {
        private final Thread thread;
        private long round;
        private volatile boolean granted;

        private Waiter(Thread thread) {
            this.thread = thread;
        }
    }
}
