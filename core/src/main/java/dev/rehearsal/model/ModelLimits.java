package dev.rehearsal.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What calls to one model may take.
 *
 * @param concurrency the most calls in flight; lowered by rate limits and raised again by success
 * @param requestsPerMinute null for no bound
 * @param tokensPerMinute null for no bound
 * @param timeout the most time an attempt may take
 * @param maxAttempts the most attempts a call may take
 * @param maxDuration the most time a call may take, all attempts and pauses together
 */
public record ModelLimits(
        int concurrency,
        @Nullable Integer requestsPerMinute,
        @Nullable Integer tokensPerMinute,
        Duration timeout,
        int maxAttempts,
        Duration maxDuration) {
    public static final ModelLimits DEFAULT =
            new ModelLimits(64, null, null, Duration.ofSeconds(300), 10, Duration.ofMinutes(5));

    public ModelLimits {
        if (concurrency < 1 || maxAttempts < 1) {
            throw new IllegalArgumentException(
                    "concurrency and max_attempts are at least 1, found: " + concurrency + " and " + maxAttempts);
        }
        if (timeout.isNegative() || timeout.isZero() || maxDuration.isNegative() || maxDuration.isZero()) {
            throw new IllegalArgumentException(
                    "timeout and max_duration must be positive, found: " + timeout + " and " + maxDuration);
        }
    }

    public ModelLimits withConcurrency(int concurrency) {
        return new ModelLimits(concurrency, requestsPerMinute, tokensPerMinute, timeout, maxAttempts, maxDuration);
    }

    public ModelLimits withRequestsPerMinute(@Nullable Integer requestsPerMinute) {
        return new ModelLimits(concurrency, requestsPerMinute, tokensPerMinute, timeout, maxAttempts, maxDuration);
    }

    public ModelLimits withTokensPerMinute(@Nullable Integer tokensPerMinute) {
        return new ModelLimits(concurrency, requestsPerMinute, tokensPerMinute, timeout, maxAttempts, maxDuration);
    }

    public ModelLimits withTimeout(Duration timeout) {
        return new ModelLimits(concurrency, requestsPerMinute, tokensPerMinute, timeout, maxAttempts, maxDuration);
    }

    public ModelLimits withMaxAttempts(int maxAttempts) {
        return new ModelLimits(concurrency, requestsPerMinute, tokensPerMinute, timeout, maxAttempts, maxDuration);
    }

    public ModelLimits withMaxDuration(Duration maxDuration) {
        return new ModelLimits(concurrency, requestsPerMinute, tokensPerMinute, timeout, maxAttempts, maxDuration);
    }
}
