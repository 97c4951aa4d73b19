package dev.rehearsal.server.pages.run;

import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.statistics.Interval;
import dev.rehearsal.trust.JudgeTrust;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A metric on a page; where it is a share, with its place on a scale.
 *
 * @param note what of it could not be scored or judged
 * @param trust how far its judge can be trusted; empty where no model judged
 * @param detectable what difference to another run would be found
 */
record ScoreView(
        String scorer,
        String aggregate,
        String value,
        String interval,
        String scored,
        String note,
        String trust,
        String detectable,
        @Nullable Chart chart) {
    /** Where a value and its interval are, in per mille. */
    record Chart(long value, long low, long high) {}

    /** @param rates the names of feedback that is yes or no */
    static ScoreView of(Metric metric, Set<String> rates, List<JudgeTrust> judges) {
        int cut = metric.name().lastIndexOf('/');
        String scorer = cut < 0 ? metric.name() : metric.name().substring(0, cut);
        String aggregate = cut < 0 ? "" : metric.name().substring(cut + 1);
        boolean share = isShare(
                metric,
                rates.contains(scorer) || aggregate.toLowerCase(Locale.ROOT).endsWith("rate"));
        Double detectable = metric.detectable();
        return new ScoreView(
                scorer,
                aggregate,
                Figures.value(metric.value(), share),
                Figures.interval(metric, share),
                Figures.count(metric.scored()),
                note(metric),
                judges.stream()
                        .filter(each -> each.judge().scorer().equals(scorer))
                        .map(JudgeTrust::inWords)
                        .distinct()
                        .collect(Collectors.joining("; ")),
                detectable == null ? "" : Figures.value(detectable, share),
                share ? chart(metric) : null);
    }

    /** Whether it lies between 0 and 1 by its nature. */
    private static boolean isShare(Metric metric, boolean rate) {
        Double value = metric.value();
        Interval interval = metric.interval();
        return rate
                && (value == null || value >= 0 && value <= 1)
                && (interval == null || interval.low() >= 0 && interval.high() <= 1);
    }

    private static @Nullable Chart chart(Metric metric) {
        Double value = metric.value();
        if (value == null) {
            return null;
        }
        Interval interval = metric.interval();
        return new Chart(
                Math.round(1000 * value),
                Math.round(1000 * (interval == null ? value : interval.low())),
                Math.round(1000 * (interval == null ? value : interval.high())));
    }

    private static String note(Metric metric) {
        var notes = new ArrayList<String>();
        if (metric.failed() > 0) {
            notes.add(Figures.count(metric.failed()) + " could not be scored");
        }
        if (metric.silent() > 0) {
            notes.add(Figures.count(metric.silent()) + " not judged");
        }
        return String.join(", ", notes);
    }
}
