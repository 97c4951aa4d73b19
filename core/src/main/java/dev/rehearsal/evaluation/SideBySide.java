package dev.rehearsal.evaluation;

import dev.rehearsal.simulation.Cancellation;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Does the same to many things, so many of them at once, each on a thread of its own. When one fails, no other begins. */
public final class SideBySide {
    private final int most;
    private final Cancellation cancellation;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** What is done. An interrupt ends it: the run is being stopped at once. */
    @FunctionalInterface
    public interface Work<T> {
        void on(T thing) throws InterruptedException;
    }

    public SideBySide(int most, Cancellation cancellation) {
        this.most = most;
        this.cancellation = cancellation;
    }

    /**
     * Takes one thing after another for as long as more are wanted, and waits for all that was begun.
     *
     * @throws RuntimeException the first that the work threw
     */
    public <T> void each(Iterator<T> things, BooleanSupplier wanted, Work<T> work) {
        var places = new Semaphore(most);
        while (failure.get() == null && wanted.getAsBoolean() && things.hasNext()) {
            T thing = things.next();
            places.acquireUninterruptibly();
            Thread.ofVirtual().name("scoring").start(() -> {
                try {
                    on(thing, work);
                } finally {
                    places.release();
                }
            });
        }
        places.acquireUninterruptibly(most);
        switch (failure.get()) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }

    private <T> void on(T thing, Work<T> work) {
        cancellation.enter();
        try {
            work.on(thing);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        } finally {
            cancellation.leave();
        }
    }
}
