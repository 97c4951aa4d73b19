package dev.rehearsal.simulation;

import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The conversations that are under way: so many at once, each on a thread of its own. */
final class Conversations {
    private final Semaphore places;
    private final int most;
    private final ThreadFactory threads;
    private final Cancellation cancellation;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Conversations(int most, ThreadFactory threads, Cancellation cancellation) {
        this.places = new Semaphore(most);
        this.most = most;
        this.threads = threads;
        this.cancellation = cancellation;
    }

    /** Begins one as soon as there is a place. */
    void begin(Runnable conversation) {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancellation.requestAtOnce();
            return;
        }
        if (cancellation.isRequested()) {
            // the run was stopped while this one waited for its place
            places.release();
            return;
        }
        threads.newThread(() -> {
                    try {
                        conversation.run();
                    } catch (Throwable e) {
                        // a listener that fails (a full disk) ends the run: nothing may go on unrecorded
                        failure.compareAndSet(null, e);
                        cancellation.requestAtOnce();
                    } finally {
                        places.release();
                    }
                })
                .start();
    }

    /** Waits until all have ended, also when this thread is interrupted: that cancels them. */
    void await() {
        boolean interrupted = false;
        while (true) {
            try {
                places.acquire(most);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                cancellation.requestAtOnce();
            }
        }
        places.release(most);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void throwFirstFailure() {
        switch (failure.get()) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }
}
