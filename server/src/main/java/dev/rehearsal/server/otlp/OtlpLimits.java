package dev.rehearsal.server.otlp;

import java.time.Duration;

/**
 * What is taken of spans.
 *
 * @param largestBody bytes of an export, unpacked
 * @param waitingSpans how many may wait to be written; more are asked to come again
 * @param spansPerSecond how many are taken in a second, on average over ten
 * @param quiet after how long without a word a session is over
 */
public record OtlpLimits(int largestBody, int waitingSpans, int spansPerSecond, Duration quiet) {
    /** 20 MiB, 20,000 spans, 50,000 spans a second, half an hour. */
    public static final OtlpLimits DEFAULT = new OtlpLimits(20 << 20, 20_000, 50_000, Duration.ofMinutes(30));

    public OtlpLimits {
        if (largestBody < 1 || waitingSpans < 1 || spansPerSecond < 1 || !quiet.isPositive()) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
