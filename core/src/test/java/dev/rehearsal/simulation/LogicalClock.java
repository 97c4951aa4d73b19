package dev.rehearsal.simulation;

import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Time that passes only when every thread waits: a model call takes one tick, and a tick comes when nothing else can happen. So the number
 * of ticks is the number of model latencies in a row, however slow the machine is.
 */
final class LogicalClock {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ticked = lock.newCondition();
    private final Collection<Thread> threads = new ConcurrentLinkedQueue<>();
    private int ticks;
    private int waiting;

    /** Threads that the clock watches. */
    ThreadFactory threads(String name) {
        ThreadFactory factory = Thread.ofVirtual().name(name, 0).factory();
        return code -> {
            Thread thread = factory.newThread(code);
            threads.add(thread);
            return thread;
        };
    }

    /** One model latency. */
    void latency() {
        lock.lock();
        try {
            int begun = ticks;
            waiting++;
            while (ticks == begun) {
                ticked.awaitUninterruptibly();
            }
            waiting--;
        } finally {
            lock.unlock();
        }
    }

    /** Lets time pass until the thread has ended; returns how many latencies that took. */
    int run(Thread main) throws InterruptedException {
        threads.add(main);
        main.start();
        while (main.isAlive()) {
            if (allWait() && someWaitForATick()) {
                tick();
            }
            Thread.sleep(1);
        }
        return ticks;
    }

    /** Looked at several times in a row, as a thread that was just woken may look as if it still waited. */
    private boolean allWait() throws InterruptedException {
        for (int look = 0; look < 20; look++) {
            for (Thread thread : threads) {
                if (thread.getState() == Thread.State.RUNNABLE || thread.getState() == Thread.State.BLOCKED) {
                    return false;
                }
            }
            Thread.sleep(1);
        }
        return true;
    }

    private boolean someWaitForATick() {
        lock.lock();
        try {
            return waiting > 0;
        } finally {
            lock.unlock();
        }
    }

    private void tick() {
        lock.lock();
        try {
            ticks++;
            ticked.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
