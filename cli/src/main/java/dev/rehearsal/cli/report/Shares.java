package dev.rehearsal.cli.report;

import dev.rehearsal.statistics.Interval;
import dev.rehearsal.trust.Hits;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shares with their intervals. */
public final class Shares {
    private Shares() {}

    /** {@code 83 % (44 – 97)}, or a dash where there is nothing to have a share of. */
    public static String text(Hits hits) {
        return hits.share()
                .flatMap(share -> hits.interval().map(interval -> percent(share) + " " + between(interval)))
                .orElse("-");
    }

    /** A share in percent. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    /** An interval of shares: {@code (44 – 97)}. */
    public static String between(Interval interval) {
        return String.format(Locale.ROOT, "(%.0f – %.0f)", 100 * interval.low(), 100 * interval.high());
    }

    /** By name, for JSON. */
    public static Map<String, @Nullable Object> values(Hits hits) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("hits", hits.hits());
        values.put("of", hits.of());
        values.put("share", hits.share().orElse(null));
        values.put("low", hits.interval().map(Interval::low).orElse(null));
        values.put("high", hits.interval().map(Interval::high).orElse(null));
        return values;
    }
}
