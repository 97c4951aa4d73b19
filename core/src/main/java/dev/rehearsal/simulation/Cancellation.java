package dev.rehearsal.simulation;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stops simulations from outside: gently at the end of the turns that are under way, or at once. */
public final class Cancellation {
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();
    private volatile boolean requested;
    private volatile boolean atOnce;

    /** No conversation begins any more; those under way end with the turn they are in. */
    public void request() {
        requested = true;
    }

    /** Conversations end where they are; the turns under way are dropped whole. */
    public void requestAtOnce() {
        requested = true;
        atOnce = true;
        running.forEach(Thread::interrupt);
    }

    public boolean isRequested() {
        return requested;
    }

    public boolean isAtOnce() {
        return atOnce;
    }

    /** From now on this thread is interrupted when everything is to stop at once; to be followed by {@link #leave}. */
    public void enter() {
        running.add(Thread.currentThread());
        if (atOnce) {
            Thread.currentThread().interrupt();
        }
    }

    public void leave() {
        running.remove(Thread.currentThread());
    }
}
