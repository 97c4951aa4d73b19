package dev.rehearsal.server.pages.sessions;

import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.pages.text.Ending;
import dev.rehearsal.server.pages.text.Moment;
import dev.rehearsal.store.SessionRow;
import java.util.List;

/** A session in a list, worded. */
record SessionLine(
        String id,
        String href,
        String goal,
        String persona,
        String turns,
        Ending ending,
        List<Score> scores,
        String cost,
        String took,
        Moment startedAt) {
    private static final int LONGEST = 160;

    /** A score; {@code style} as of assessments. */
    record Score(String name, String value, String style) {}

    static SessionLine of(SessionRow row) {
        return new SessionLine(
                row.sessionId().value(),
                Address.ofSession(row.sessionId().value()).toString(),
                Figures.line(row.goal(), LONGEST),
                row.persona() == null ? "" : Figures.line(row.persona(), LONGEST),
                Figures.of(row.turns(), "turn"),
                Ending.of(row.stopReason()),
                row.scores().entrySet().stream()
                        .map(each -> new Score(each.getKey(), each.getValue(), style(each.getValue())))
                        .toList(),
                row.tokens() == 0 ? "" : Figures.usd(row.usd()),
                row.duration().isZero() ? "" : Figures.duration(row.duration()),
                Moment.of(row.startedAt()));
    }

    private static String style(String value) {
        return switch (value) {
            case "yes", "no", "error" -> value;
            default -> "plain";
        };
    }
}
