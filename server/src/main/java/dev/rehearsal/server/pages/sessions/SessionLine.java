package dev.rehearsal.server.pages.sessions;

import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.pages.text.Ending;
import dev.rehearsal.server.pages.text.Moment;
import dev.rehearsal.store.Glimpse;
import dev.rehearsal.store.SessionRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A session in a list, worded.
 *
 * @param source where a session without a run is from; empty for others
 */
record SessionLine(
        String id,
        String href,
        String goal,
        String persona,
        String source,
        String firstQuestion,
        String lastAnswer,
        String turns,
        Ending ending,
        List<Score> scores,
        String cost,
        String took,
        Moment startedAt) {
    private static final int LONGEST = 200;
    private static final Pattern LONG_NUMBER = Pattern.compile("-?\\d+\\.\\d{3,}");

    /** A score; {@code style} as of assessments. */
    record Score(String name, String value, String style) {}

    /** @param list what the page of the session is to go on in */
    static SessionLine of(SessionRow row, Glimpse glimpse, String list) {
        String id = row.sessionId().value();
        return new SessionLine(
                id,
                Address.ofSession(id).with("in", list).toString(),
                Figures.line(row.goal(), LONGEST),
                row.persona() == null ? "" : Figures.line(row.persona(), LONGEST),
                row.source(),
                Figures.line(glimpse.firstQuestion(), LONGEST),
                Figures.line(glimpse.lastAnswer(), LONGEST),
                Figures.of(row.turns(), "turn"),
                Ending.of(row.stopReason()),
                row.scores().entrySet().stream()
                        .map(each -> new Score(each.getKey(), brief(each.getValue()), style(each.getValue())))
                        .toList(),
                cost(row),
                row.duration().isZero() ? "" : Figures.duration(row.duration()),
                Moment.of(row.startedAt()));
    }

    private static String cost(SessionRow row) {
        if (row.tokens() == 0) {
            return "";
        }
        return row.usd() == null ? "cost not known" : Figures.usd(row.usd());
    }

    /** Two decimals of a mean are enough to read a list. */
    private static String brief(String value) {
        return LONG_NUMBER.matcher(value).matches()
                ? new BigDecimal(value).setScale(2, RoundingMode.HALF_UP).toPlainString()
                : value;
    }

    private static String style(String value) {
        return switch (value) {
            case "yes", "no", "error" -> value;
            default -> "plain";
        };
    }
}
