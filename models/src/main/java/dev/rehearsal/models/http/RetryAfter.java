package dev.rehearsal.models.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** How long a server asks to wait: {@code retry-after-ms}, or {@code Retry-After} in seconds, parts of seconds, or as a date. */
public final class RetryAfter {
    private static final double MOST_SECONDS = 86_400;

    private RetryAfter() {}

    /** The wait, not negative and a day at most; null where the server says nothing that can be read. */
    public static @Nullable Duration from(Response response, InstantSource clock) {
        Duration exact = seconds(response.header("retry-after-ms"), 1000);
        if (exact != null) {
            return exact;
        }
        String value = response.header("retry-after");
        Duration wait = seconds(value, 1);
        return wait != null || value == null ? wait : untilDate(value, clock.instant());
    }

    /** A wait such as {@code 34.5s}, which Google puts into the body; null where there is none. */
    static @Nullable Duration seconds(String value) {
        return value.endsWith("s") ? seconds(value.substring(0, value.length() - 1), 1) : null;
    }

    private static @Nullable Duration seconds(@Nullable String value, double perSecond) {
        if (value == null) {
            return null;
        }
        try {
            double seconds = Double.parseDouble(value) / perSecond;
            return Double.isNaN(seconds)
                    ? null
                    : Duration.ofMillis(Math.round(Math.min(MOST_SECONDS, Math.max(0, seconds)) * 1000));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Duration untilDate(String value, Instant now) {
        try {
            TemporalAccessor date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value);
            Duration wait = Duration.between(now, Instant.from(date));
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
