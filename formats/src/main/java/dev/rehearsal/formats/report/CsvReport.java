package dev.rehearsal.formats.report;

import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.ScoreSummary;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A session a row, a column for each score, after RFC 4180. A text that a spreadsheet would take for a formula has an apostrophe in
 * front of it.
 */
final class CsvReport implements Report {
    private static final List<String> COLUMNS = List.of(
            "session_id",
            "run_id",
            "experiment",
            "case_id",
            "trial",
            "goal",
            "persona",
            "outcome",
            "reasons",
            "stop_reason",
            "stop_rationale",
            "turns",
            "tokens",
            "cost",
            "started_at",
            "duration_ms");

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final Pattern FORMULA = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\"']*[=+\\-@|%＝＋－＠].*", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile(".*[\",\r\n;\t].*", Pattern.DOTALL);

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public List<String> extensions() {
        return List.of("csv");
    }

    @Override
    public void write(EvaluationResult result, Writer out) throws IOException {
        RunOutline outline = RunOutline.of(result);
        var head = new ArrayList<@Nullable Object>(COLUMNS);
        outline.scores().forEach(name -> head.add("score:" + name));
        row(out, head);
        try (Stream<SessionRecord> sessions = result.records()) {
            for (Iterator<SessionRecord> each = sessions.iterator(); each.hasNext(); ) {
                row(out, cells(outline, each.next()));
            }
        }
    }

    private static List<@Nullable Object> cells(RunOutline outline, SessionRecord session) {
        RunRecord run = outline.run();
        SessionRow row = session.row();
        var cells = new ArrayList<@Nullable Object>(Arrays.asList(
                row.sessionId(),
                run.runId(),
                row.experiment(),
                row.caseId(),
                row.trial(),
                row.goal(),
                row.persona(),
                Outcome.of(run, session).label(),
                String.join("\n", Outcome.reasons(run, session)),
                row.stopReason(),
                row.stopRationale(),
                row.turns(),
                row.tokens(),
                row.usd() == null ? null : row.usd().toPlainString(),
                row.startedAt(),
                row.stopReason() == null ? null : row.duration().toMillis()));
        List<Assessment> current = Outcome.current(run, session);
        Map<String, String> scores = ScoreSummary.of(current);
        outline.scores().forEach(name -> cells.add(scores.get(name)));
        return cells;
    }

    private static void row(Writer out, List<@Nullable Object> cells) throws IOException {
        out.write(cells.stream().map(CsvReport::cell).collect(Collectors.joining(",")) + "\r\n");
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString().replace("\0", "");
        if (FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches()) {
            text = "'" + text;
        }
        return QUOTED.matcher(text).matches() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
