package dev.rehearsal.models.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

    @Test
    void readsSecondsPartsOfSecondsAndDates() {
        assertThat(wait("retry-after", "2")).isEqualTo(Duration.ofSeconds(2));
        assertThat(wait("retry-after", "0.25")).isEqualTo(Duration.ofMillis(250));
        assertThat(wait("retry-after", "Sun, 01 Mar 2026 12:00:07 GMT")).isEqualTo(Duration.ofSeconds(7));
        assertThat(wait("retry-after-ms", "1500")).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void isNeverNegativeAndADayAtMost() {
        assertThat(wait("retry-after", "-3")).isEqualTo(Duration.ZERO);
        assertThat(wait("retry-after", "Sun, 01 Mar 2026 11:00:00 GMT")).isEqualTo(Duration.ZERO);
        assertThat(wait("retry-after", "1e300")).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void isNullWhereNothingCanBeRead() {
        assertThat(wait("retry-after", "soon")).isNull();
        assertThat(wait("retry-after", "NaN")).isNull();
        assertThat(wait("x-other", "1")).isNull();
    }

    private static Duration wait(String header, String value) {
        return RetryAfter.from(new Response(429, Map.of(header, List.of(value)), new byte[0]), CLOCK);
    }
}
