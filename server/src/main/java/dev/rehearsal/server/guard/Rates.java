package dev.rehearsal.server.guard;

import dev.rehearsal.server.web.Problem;
import dev.rehearsal.server.web.ProblemException;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often one address may ask. */
final class Rates {
    private static final int MOST_ADDRESSES = 10_000;

    private final RateLimiterConfig config;
    private final Duration period;
    private final Map<String, RateLimiter> limiters = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RateLimiter> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    Rates(int requests, Duration period) {
        this.period = period;
        this.config = RateLimiterConfig.custom()
                .limitForPeriod(requests)
                .limitRefreshPeriod(period)
                .timeoutDuration(Duration.ZERO)
                .build();
    }

    /** @throws ProblemException if the address asks too often */
    void check(Context context) {
        if (!limiter(context.req().getRemoteAddr()).acquirePermission()) {
            long seconds = Math.max(1, period.toSeconds());
            context.header("Retry-After", Long.toString(seconds));
            throw new ProblemException(
                    new Problem(429, "Too many requests", "ask again in " + seconds + " s, and less often after that"));
        }
    }

    private RateLimiter limiter(String address) {
        synchronized (limiters) {
            return limiters.computeIfAbsent(address, key -> RateLimiter.of("address", config));
        }
    }
}
