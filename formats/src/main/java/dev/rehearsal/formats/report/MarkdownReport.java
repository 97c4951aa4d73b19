package dev.rehearsal.formats.report;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionRecord;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A comment for a pull request: the verdict, a table of the metrics, how sessions ended, and the bad sessions folded. What was said stands
 * in code elements with every sign of markup as a reference, so that it makes no markup, mentions nobody and loads nothing.
 */
final class MarkdownReport implements Report {
    /** A comment can have 65,536 characters. */
    private static final int MOST = 60_000;

    private static final int SESSIONS = 20;
    private static final int TRANSCRIPT = 6000;

    @Override
    public String name() {
        return "markdown";
    }

    @Override
    public List<String> extensions() {
        return List.of("md", "markdown");
    }

    @Override
    public void write(EvaluationResult result, Writer out) throws IOException {
        RunOutline outline = RunOutline.of(result);
        RunRecord run = outline.run();
        var text = new StringBuilder();
        text.append("### ")
                .append(result.passed() ? "✅ Passed" : "❌ Not passed")
                .append(": ")
                .append(code(run.experiment()))
                .append("\n\n")
                .append(code(RunValues.agent(run)))
                .append(run.agentVersion().isEmpty() ? "" : " version " + code(run.agentVersion()))
                .append(", ")
                .append(Figures.of(outline.sessions().size(), "session"))
                .append(", run ")
                .append(code(run.runId().value()))
                .append("\n\n");
        result.reasons()
                .forEach(reason -> text.append("- ").append(code(reason)).append('\n'));
        if (!result.notRun().isEmpty()) {
            text.append("- Not run, as there is no model that judges: ")
                    .append(code(String.join(", ", result.notRun())))
                    .append('\n');
        }
        metrics(outline, Marks.of(result), text);
        text.append("\nEnded: ")
                .append(run.counts().entrySet().stream()
                        .sorted(Comparator.<Map.Entry<String, Long>>comparingLong(each -> -each.getValue())
                                .thenComparing(Map.Entry.comparingByKey()))
                        .map(each -> Figures.count(each.getValue()) + " " + each.getKey())
                        .collect(Collectors.joining(", ")))
                .append(".\n");
        faults(result, outline, text);
        out.write(text.toString());
    }

    private static void metrics(RunOutline outline, Marks marks, StringBuilder text) {
        if (outline.run().metrics().isEmpty()) {
            return;
        }
        text.append("\n| metric | value | 95 % interval | scored | not scored | |\n|:--|--:|:-:|--:|--:|:--|\n");
        for (Metric metric : outline.run().metrics()) {
            boolean share = RunPage.isShare(metric, outline.rates());
            text.append("| ")
                    .append(code(metric.name()))
                    .append(" | ")
                    .append(Figures.value(metric.value(), share))
                    .append(" | ")
                    .append(Figures.interval(metric, share))
                    .append(" | ")
                    .append(Figures.count(metric.scored()))
                    .append(" | ")
                    .append(Figures.count(metric.failed()))
                    .append(" | ")
                    .append(marks.of(metric))
                    .append(" |\n");
        }
    }

    private static void faults(EvaluationResult result, RunOutline outline, StringBuilder text) {
        List<SessionId> bad = outline.worstFirst().stream()
                .filter(each -> each.outcome().isBad())
                .map(RunOutline.Entry::sessionId)
                .toList();
        if (bad.isEmpty()) {
            return;
        }
        text.append("\n<details>\n<summary>")
                .append(Figures.of(bad.size(), "session"))
                .append(" to look at</summary>\n");
        int shown = 0;
        for (SessionId sessionId : bad) {
            String fault = result.store()
                    .sessions()
                    .get(sessionId)
                    .map(session -> fault(outline.run(), session))
                    .orElse("");
            if (shown == SESSIONS || text.length() + fault.length() > MOST) {
                break;
            }
            text.append(fault);
            shown++;
        }
        if (shown < bad.size()) {
            text.append("\nAnd ").append(Figures.count(bad.size() - shown)).append(" more, in the other reports.\n");
        }
        text.append("\n</details>\n");
    }

    private static String fault(RunRecord run, SessionRecord session) {
        var text = new StringBuilder("\n<details>\n<summary>")
                .append(Outcome.of(run, session).mark())
                .append(' ')
                .append(code(Figures.line(session.row().caseId().value(), 80)))
                .append(
                        session.row().trial() == 1
                                ? ""
                                : " trial " + session.row().trial())
                .append(": ")
                .append(code(Figures.line(session.row().goal(), 120)))
                .append("</summary>\n\n");
        Outcome.reasons(run, session)
                .forEach(reason -> text.append("- ")
                        .append(code(Figures.line(reason, 500)))
                        .append('\n'));
        String transcript = TranscriptText.of(session);
        boolean cut = transcript.length() > TRANSCRIPT;
        return text.append("\n<pre>\n")
                .append(escaped(
                        cut
                                ? transcript.substring(0, TRANSCRIPT) + "…\n(cut: the other reports have it all)\n"
                                : transcript))
                .append("</pre>\n\n</details>\n")
                .toString();
    }

    private static String code(String text) {
        String line = Figures.line(text, 2000);
        return line.isEmpty() ? "" : "<code>" + escaped(line) + "</code>";
    }

    /** Every sign that Markdown or HTML knows is a reference; a mention or an issue's number is broken by a word joiner. */
    private static String escaped(String text) {
        var escaped = new StringBuilder(text.length() * 2);
        text.codePoints().forEach(c -> {
            boolean plain = Character.isLetterOrDigit(c) || " \n.,:'-".indexOf(c) >= 0 && c < 0x80;
            if (plain || c > 0x9f && Character.getType(c) != Character.FORMAT) {
                escaped.appendCodePoint(c);
            } else if (c >= ' ' && c < 0x7f) {
                escaped.append("&#").append(c).append(';');
                if (c == '@' || c == '#') {
                    escaped.append('\u2060');
                }
            } else {
                escaped.append('\ufffd');
            }
        });
        return escaped.toString();
    }
}
