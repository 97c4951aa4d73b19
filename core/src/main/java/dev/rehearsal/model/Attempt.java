package dev.rehearsal.model;

import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Runs code that may never return. At its timeout it is interrupted and abandoned: code that ignores interrupts keeps its thread until it
 * returns, and nobody waits for it.
 */
public final class Attempt {
    private static final ThreadFactory VIRTUAL =
            Thread.ofVirtual().name("attempt-", 0).factory();

    private static final long RECONSIDERED_NANOS = Duration.ofSeconds(5).toNanos();

    private Attempt() {}

    /** On a virtual thread of its own. */
    public static <T> T within(Duration timeout, Callable<T> code)
            throws ExecutionException, TimeoutException, InterruptedException {
        return within(timeout, VIRTUAL, code);
    }

    /** On a virtual thread of its own, with a timeout that may change while it goes on: it is asked every few seconds. */
    static <T> T within(Supplier<Duration> timeout, Callable<T> code)
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
        return within(() -> timeout, threads, code);
    }

    private static <T> T within(Supplier<Duration> timeout, ThreadFactory threads, Callable<T> code)
            throws ExecutionException, TimeoutException, InterruptedException {
        // what is current for OpenTelemetry goes along, so that a call made in a turn is known as the turn's
        var task = new FutureTask<>(Context.current().wrap(code));
        threads.newThread(task).start();
        boolean done = false;
        try {
            T result = wait(task, timeout);
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

    private static <T> T wait(FutureTask<T> task, Supplier<Duration> timeout)
            throws ExecutionException, TimeoutException, InterruptedException {
        long started = System.nanoTime();
        while (true) {
            long left = timeout.get().toNanos() - (System.nanoTime() - started);
            try {
                return task.get(Math.min(left, RECONSIDERED_NANOS), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (left <= RECONSIDERED_NANOS) {
                    throw e;
                }
            }
        }
    }
}
