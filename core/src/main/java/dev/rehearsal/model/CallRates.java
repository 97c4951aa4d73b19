package dev.rehearsal.model;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Requests and tokens a minute. */
final class CallRates {
    private final @Nullable RateLimiter requests;
    private final @Nullable RateLimiter tokens;
    private final int mostTokens;

    CallRates(ModelLimits limits) {
        Integer perMinute = limits.requestsPerMinute();
        Integer tokensPerMinute = limits.tokensPerMinute();
        // requests are spread over the minute, tokens come in tenths of it
        requests = perMinute == null
                ? null
                : limiter("requests", 1, Duration.ofMinutes(1).dividedBy(perMinute));
        mostTokens = tokensPerMinute == null ? 0 : Math.max(1, tokensPerMinute / 10);
        tokens = tokensPerMinute == null ? null : limiter("tokens", mostTokens, Duration.ofSeconds(6));
    }

    private static RateLimiter limiter(String name, int permits, Duration period) {
        return RateLimiter.of(
                name,
                RateLimiterConfig.custom()
                        .limitForPeriod(permits)
                        .limitRefreshPeriod(period)
                        .timeoutDuration(Duration.ofHours(24))
                        .build());
    }

    /** Waits until a call of about that many tokens may be made. */
    void acquire(long estimatedTokens) throws InterruptedException {
        if (requests != null) {
            requests.acquirePermission();
        }
        if (tokens != null) {
            for (long left = estimatedTokens; left > 0; left -= mostTokens) {
                tokens.acquirePermission((int) Math.min(left, mostTokens));
            }
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
