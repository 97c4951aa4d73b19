package dev.rehearsal.formats.report;

import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.scoring.RepeatedFeedback;
import dev.rehearsal.statistics.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Numbers, money and times as people read them, the same in every locale and zone. */
public final class Figures {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Figures() {}

    /** {@code 1,234}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 1 session}, {@code 2 sessions}. */
    public static String of(long count, String what) {
        return count(count) + " " + what + (count == 1 ? "" : "s");
    }

    /** {@code $0.0042}, {@code $1.20}. */
    public static String usd(@Nullable BigDecimal usd) {
        if (usd == null) {
            return "not known";
        }
        int digits = usd.signum() == 0 || usd.compareTo(BigDecimal.ONE) >= 0 ? 2 : 4;
        return "$" + usd.setScale(digits, RoundingMode.HALF_UP).toPlainString();
    }

    /** {@code 340 ms}, {@code 3.2 s}, {@code 4 min 10 s}, {@code 2 h 5 min}. */
    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return duration.toMillis() < 1000
                    ? duration.toMillis() + " ms"
                    : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /** {@code 2026-11-01 14:05 UTC}. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** {@code 66.7 %}, without a needless {@code .0}. */
    public static String share(double share) {
        String text = String.format(Locale.ROOT, "%.1f", 100 * share);
        return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " %";
    }

    /** A share where it is one; else three decimals. */
    public static String value(@Nullable Double value, boolean share) {
        if (value == null) {
            return "–";
        }
        return share ? share(value) : String.format(Locale.ROOT, "%.3f", value);
    }

    public static String interval(Metric metric, boolean share) {
        Interval interval = metric.interval();
        return interval == null ? "–" : value(interval.low(), share) + " to " + value(interval.high(), share);
    }

    /** {@code asked 3 times: yes, no, yes (flips 66.7 %)}; nothing of feedback that was asked for once. */
    public static Optional<String> repeats(Feedback feedback) {
        List<String> repeats = feedback.repeats();
        if (repeats.isEmpty()) {
            return Optional.empty();
        }
        OptionalDouble flips = RepeatedFeedback.flipRate(feedback);
        return Optional.of("asked " + repeats.size() + " times: " + String.join(", ", repeats)
                + (flips.isPresent() ? " (flips " + share(flips.getAsDouble()) + ")" : ""));
    }

    /** A text on one line, of at most so many characters. */
    public static String line(String text, int most) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.length() <= most) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(most - 2)) ? most - 2 : most - 1;
        return line.substring(0, end) + "…";
    }
}
