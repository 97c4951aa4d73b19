package dev.rehearsal.model;

import java.time.Duration;

/** Waits. Passed in, so that tests need not. */
@FunctionalInterface
public interface Sleeper {
    /** Waits on a real clock. */
    Sleeper REAL = duration -> Thread.sleep(duration);

    void sleep(Duration duration) throws InterruptedException;
}
