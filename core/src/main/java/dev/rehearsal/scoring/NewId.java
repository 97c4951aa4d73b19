package dev.rehearsal.scoring;

import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Ids of what persons say: time-ordered and unique. */
final class NewId {
    private static final HexFormat HEX = HexFormat.of();

    private NewId() {}

    static String at(Instant instant) {
        return "a-" + HEX.toHexDigits(instant.toEpochMilli(), 12)
                + HEX.toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
