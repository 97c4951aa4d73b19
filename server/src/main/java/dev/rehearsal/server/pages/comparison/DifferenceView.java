package dev.rehearsal.server.pages.comparison;

import dev.rehearsal.comparison.CaseChange;
import dev.rehearsal.comparison.Difference;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A difference of two runs on a page.
 *
 * @param verdict in a word or two, {@code inside the noise} among them
 * @param style {@code yes}, {@code no} or {@code plain}
 * @param chart where it is on a scale from 1 less to 1 more; null where it does not fit
 * @param up the cases whose mean went up, and what that is called
 */
record DifferenceView(
        String metric,
        String verdict,
        String style,
        String first,
        String second,
        String difference,
        String interval,
        String chance,
        String detectable,
        String note,
        @Nullable Chart chart,
        Cases up,
        Cases down) {
    private static final int MOST = 100;

    /** In per mille of the scale. */
    record Chart(long value, long low, long high) {}

    /** Cases that went one way. */
    record Cases(String title, List<Change> changes, int more) {}

    /** A case that went from one mean to another; the address shows the two conversations side by side. */
    record Change(String caseId, String first, String second, String href) {}

    static DifferenceView of(Difference difference) {
        boolean share = isShare(difference);
        Interval interval = difference.interval();
        Double detectable = difference.detectable();
        return new DifferenceView(
                difference.metric(),
                difference.verdict(),
                style(difference),
                Figures.value(difference.first(), share),
                Figures.value(difference.second(), share),
                signed(difference.difference(), share),
                interval == null ? "–" : signed(interval.low(), share) + " to " + signed(interval.high(), share),
                chance(difference.adjusted()),
                detectable == null ? "" : Figures.value(detectable, share),
                note(difference),
                share ? chart(difference) : null,
                cases(difference.rose(), difference.yesIsBetter() ? "Better" : "Higher", share),
                cases(difference.fell(), difference.yesIsBetter() ? "Worse" : "Lower", share));
    }

    private static boolean isShare(Difference difference) {
        return difference.first() >= 0
                && difference.first() <= 1
                && difference.second() >= 0
                && difference.second() <= 1
                && (difference.yesIsBetter() || !difference.metric().endsWith("/mean"));
    }

    private static String style(Difference difference) {
        return switch (difference.verdict()) {
            case "better" -> "yes";
            case "worse" -> "no";
            case "inside the noise" -> "plain";
            default -> "live";
        };
    }

    private static String signed(double value, boolean share) {
        return (value > 0 ? "+" : "") + Figures.value(value, share);
    }

    private static String chance(double probability) {
        return probability < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, "p = %.3f", probability);
    }

    private static String note(Difference difference) {
        var notes = new ArrayList<String>();
        difference.noiseDespiteItsInterval().ifPresent(notes::add);
        long unscored = difference.unscoredFirst() + difference.unscoredSecond();
        if (unscored > 0) {
            notes.add(Figures.count(unscored) + " could not be scored");
        }
        if (difference.unpaired() > 0) {
            notes.add(Figures.of(difference.unpaired(), "case") + " with a value in one run only");
        }
        return String.join(", ", notes);
    }

    private static Chart chart(Difference difference) {
        Interval interval = difference.interval();
        long value = place(difference.difference());
        return interval == null
                ? new Chart(value, value, value)
                : new Chart(value, place(interval.low()), place(interval.high()));
    }

    private static long place(double difference) {
        return Math.round(500 + 500 * Math.clamp(difference, -1, 1));
    }

    private static Cases cases(List<CaseChange> changes, String title, boolean share) {
        return new Cases(
                title,
                changes.stream()
                        .limit(MOST)
                        .map(each -> new Change(
                                each.caseId(),
                                Figures.value(each.first(), share),
                                Figures.value(each.second(), share),
                                pair(each)))
                        .toList(),
                Math.max(0, changes.size() - MOST));
    }

    private static String pair(CaseChange change) {
        return Address.of("compare", "sessions")
                .with("first", first(change.firstSessions()))
                .with("second", first(change.secondSessions()))
                .toString();
    }

    private static String first(List<SessionId> sessions) {
        return sessions.isEmpty() ? "" : sessions.getFirst().value();
    }
}
