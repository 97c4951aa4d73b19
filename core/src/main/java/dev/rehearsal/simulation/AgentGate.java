package dev.rehearsal.simulation;

import dev.rehearsal.model.Sleeper;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Lets calls to an agent through as its limits allow, first come, first served. */
final class AgentGate {
    /** Longer than anybody waits: a call that comes too early is told how long to wait, and never sent away. */
    private static final Duration NEVER_REFUSED = Duration.ofDays(365);

    private final @Nullable Semaphore inFlight;
    private final @Nullable RateLimiter rate;
    private final Sleeper sleeper;

    AgentGate(AgentLimits limits, Sleeper sleeper) {
        Integer most = limits.concurrency();
        Integer perMinute = limits.requestsPerMinute();
        inFlight = most == null ? null : new Semaphore(most, true);
        rate = perMinute == null ? null : RateLimiter.of("agent", everyNow(perMinute));
        this.sleeper = sleeper;
    }

    private static RateLimiterConfig everyNow(int perMinute) {
        return RateLimiterConfig.custom()
                .limitForPeriod(1)
                .limitRefreshPeriod(Duration.ofMinutes(1).dividedBy(perMinute))
                .timeoutDuration(NEVER_REFUSED)
                .build();
    }

    /** Waits until a call may be made; {@link #leave} follows it. */
    void enter() throws InterruptedException {
        if (inFlight != null) {
            inFlight.acquire();
        }
        boolean entered = false;
        try {
            if (rate != null) {
                long nanos = rate.reservePermission();
                if (nanos > 0) {
                    sleeper.sleep(Duration.ofNanos(nanos));
                }
            }
            entered = true;
        } finally {
            if (!entered) {
                leave();
            }
        }
    }

    /** The call is over. */
    void leave() {
        if (inFlight != null) {
            inFlight.release();
        }
    }
}
