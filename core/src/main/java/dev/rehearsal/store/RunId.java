package dev.rehearsal.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/** A run's id; time-ordered. */
public record RunId(String value) {
    private static final DateTimeFormatter BEGIN =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    public RunId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a run id cannot be blank");
        }
    }

    /** A new id for a run that begins at that time. */
    public static RunId at(Instant begin) {
        return new RunId(
                BEGIN.format(begin) + "-" + UUID.randomUUID().toString().substring(0, 6));
    }

    @Override
    public String toString() {
        return value;
    }
}
