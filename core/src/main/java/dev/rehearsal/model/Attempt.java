package dev.rehearsal.model;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs code that may never return. At its timeout it is interrupted and abandoned: code that ignores interrupts keeps its thread until it
 * returns, and nobody waits for it.
 */
public final class Attempt {
    private static final ThreadFactory VIRTUAL =
            Thread.ofVirtual().name("attempt-", 0).factory();

    private Attempt() {}

    /** On a virtual thread of its own. */
    public static <T> T within(Duration timeout, Callable<T> code)
            throws ExecutionException, TimeoutException, InterruptedException {
        return within(timeout, VIRTUAL, code);
    }

    /**
     * On a thread of its own.
     *
     * @throws ExecutionException if the code throws
     * @throws TimeoutException if it takes too long
     * @throws InterruptedException if the waiting thread is interrupted; the code is interrupted too
     */
    public static <T> T within(Duration timeout, ThreadFactory threads, Callable<T> code)
            throws ExecutionException, TimeoutException, InterruptedException {
        var task = new FutureTask<>(code);
        threads.newThread(task).start();
        boolean done = false;
        try {
            T result = task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            done = true;
            return result;
        } catch (ExecutionException e) {
            done = true;
            throw e;
        } finally {
            if (!done) {
                task.cancel(true);
            }
        }
    }
}
