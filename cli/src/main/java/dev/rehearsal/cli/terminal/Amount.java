package dev.rehearsal.cli.terminal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers, money and times as people read them, the same in every locale. */
public final class Amount {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private Amount() {}

    /** {@code 1,234}; from a hundred thousand on {@code 123k} and {@code 1.2M}. */
    public static String count(long count) {
        if (count < 100_000) {
            return String.format(Locale.ROOT, "%,d", count);
        }
        return count < 1_000_000 ? count / 1000 + "k" : String.format(Locale.ROOT, "%.1fM", count / 1e6);
    }

    /** {@code $0.0042}, {@code $1.20}; {@code not known} where there is no price. */
    public static String usd(@Nullable BigDecimal usd) {
        if (usd == null) {
            return "not known";
        }
        int digits = usd.signum() == 0 || usd.compareTo(BigDecimal.ONE) >= 0 ? 2 : 4;
        return "$" + usd.setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }

    /** In a sentence: {@code $0.0042}, or {@code cost not known} where there is no price. */
    public static String cost(@Nullable BigDecimal usd) {
        return usd == null ? "cost not known" : usd(usd);
    }

    /** {@code 340 ms}, {@code 3.2 s}, {@code 4 min 10 s}, {@code 2 h 5 min}. */
    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (duration.toMillis() < 1000) {
            return duration.toMillis() + " ms";
        }
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return seconds(seconds);
    }

    /** {@code 12 s}, {@code 4 min 10 s}, {@code 2 h 5 min}. */
    public static String seconds(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /** Bytes as {@code 98 MB}. */
    public static String bytes(long bytes) {
        return bytes < 1_000_000_000
                ? Math.max(1, bytes / 1_000_000) + " MB"
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    /** {@code 2026-11-01 14:05}, in the zone of this machine. */
    public static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }

    /** A value of a metric: three decimals. */
    public static String metric(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** {@code 1 session}, {@code 2 sessions}. */
    public static String of(long count, String what) {
        return count(count) + " " + what + (count == 1 ? "" : "s");
    }
}
