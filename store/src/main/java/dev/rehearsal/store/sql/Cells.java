package dev.rehearsal.store.sql;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How values stand in the cells of the tables. */
final class Cells {
    private static final long NANOS = 1_000_000_000L;
    private static final int USD_DECIMALS = 12;

    private Cells() {}

    /** The text itself, or its UTF-16 where it is no proper Unicode text, for the {@link Dialect} to bind. */
    static @Nullable Object of(@Nullable String text) {
        return text == null || isProper(text) ? text : utf16(text);
    }

    private static boolean isProper(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static byte[] utf16(String text) {
        byte[] bytes = new byte[text.length() * 2];
        for (int i = 0; i < text.length(); i++) {
            bytes[2 * i] = (byte) (text.charAt(i) >> 8);
            bytes[2 * i + 1] = (byte) text.charAt(i);
        }
        return bytes;
    }

    /** The text that has that UTF-16. */
    static String text(byte[] utf16) {
        var text = new StringBuilder(utf16.length / 2);
        for (int i = 0; i + 1 < utf16.length; i += 2) {
            text.append((char) ((utf16[i] & 0xff) << 8 | utf16[i + 1] & 0xff));
        }
        return text.toString();
    }

    static long of(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    static long of(Duration duration) {
        return duration.toNanos();
    }

    static Duration duration(long nanos) {
        return Duration.ofNanos(nanos);
    }

    static long of(BigDecimal usd) {
        return usd.setScale(USD_DECIMALS, RoundingMode.HALF_UP).unscaledValue().longValueExact();
    }

    static BigDecimal usd(long cell) {
        BigDecimal usd = BigDecimal.valueOf(cell, USD_DECIMALS).stripTrailingZeros();
        return usd.scale() < 0 ? usd.setScale(0) : usd;
    }
}
