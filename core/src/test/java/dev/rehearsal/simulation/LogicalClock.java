package dev.rehearsal.simulation;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntUnaryOperator;

/**
 * Time that passes only when nothing else can happen: a model call takes one tick. So the number of ticks is the number of model latencies
 * in a row, however slow the machine is. A tick comes when as many calls wait as are expected side by side; where fewer come, it comes all
 * the same after a while, so that calls that should have been side by side are found one after another.
 */
final class LogicalClock {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(3);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int ticks;
    private int waiting;

    /** One model latency. */
    void latency() {
        lock.lock();
        try {
            int begun = ticks;
            waiting++;
            changed.signalAll();
            while (ticks == begun) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets time pass until the code has run; returns how many latencies that took.
     *
     * @param sideBySide how many calls are expected to wait for the tick of that number, from 1
     */
    int run(Runnable code, IntUnaryOperator sideBySide) throws InterruptedException {
        Thread main = Thread.ofPlatform().start(() -> {
            code.run();
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        });
        lock.lock();
        try {
            while (main.isAlive()) {
                long left = LONG_ENOUGH.toNanos();
                while (main.isAlive() && waiting < sideBySide.applyAsInt(ticks + 1) && left > 0) {
                    left = changed.awaitNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(20))) > 0
                            ? left
                            : left - TimeUnit.MILLISECONDS.toNanos(20);
                }
                if (waiting > 0) {
                    ticks++;
                    waiting = 0;
                    changed.signalAll();
                }
            }
            return ticks;
        } finally {
            lock.unlock();
        }
    }
}
