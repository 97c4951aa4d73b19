package dev.rehearsal.formats.report;

import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * JUnit's XML, as CI servers read it: a test case for each conversation and trial. One that a session scorer said no about is a failure;
 * one that broke (its stop reason is a failure) or that a scorer of sessions came to no verdict on is an error; one that has not ended is
 * skipped. A session that misses its goal fails only where a scorer says so. Bad ones have their transcript.
 */
final class JUnitReport implements Report {
    private static final int NAME = 120;
    private static final int MESSAGE = 300;

    @Override
    public String name() {
        return "junit";
    }

    @Override
    public List<String> extensions() {
        return List.of("xml");
    }

    @Override
    public void write(EvaluationResult result, Writer out) throws IOException {
        RunOutline outline = RunOutline.of(result);
        RunRecord run = outline.run();
        String sums = " tests=\"" + outline.sessions().size() + "\" failures=\"" + outline.count(Outcome.FAILED)
                + "\" errors=\"" + (outline.count(Outcome.BROKEN) + outline.count(Outcome.NOT_SCORED)) + "\"";
        Instant ended = run.endedAt() == null ? run.startedAt() : run.endedAt();
        String time = attribute("time", seconds(Duration.between(run.startedAt(), ended)));
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.write("<testsuites name=\"rehearsal\"" + sums + time + ">\n");
        out.write("  <testsuite" + attribute("name", run.experiment()) + sums + " skipped=\""
                + outline.count(Outcome.OPEN) + "\"" + time
                + attribute(
                        "timestamp",
                        run.startedAt()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()
                                .replace("Z", ""))
                + ">\n");
        properties(result, run, out);
        try (Stream<SessionRecord> sessions = result.records()) {
            for (Iterator<SessionRecord> each = sessions.iterator(); each.hasNext(); ) {
                out.write(testCase(run, each.next()));
            }
        }
        out.write("  </testsuite>\n</testsuites>\n");
    }

    private static void properties(EvaluationResult result, RunRecord run, Writer out) throws IOException {
        out.write("    <properties>\n");
        property(out, "run", run.runId().value());
        property(out, "agent", RunValues.agent(run));
        property(out, "agent_version", run.agentVersion());
        property(out, "seed", Long.toString(run.seed()));
        property(out, "passed", Boolean.toString(result.passed()));
        for (String reason : result.reasons()) {
            property(out, "reason", reason);
        }
        for (var metric : run.metrics()) {
            property(
                    out,
                    metric.name(),
                    metric.value() == null ? "" : metric.value().toString());
        }
        out.write("    </properties>\n");
    }

    private static void property(Writer out, String name, String value) throws IOException {
        out.write("      <property" + attribute("name", name) + attribute("value", value) + "/>\n");
    }

    private static String testCase(RunRecord run, SessionRecord session) {
        SessionRow row = session.row();
        Outcome outcome = Outcome.of(run, session);
        String trial = run.trials() == 1 && row.trial() == 1 ? "" : " [trial " + row.trial() + "]";
        var text = new StringBuilder("    <testcase")
                .append(attribute("name", Figures.line(row.caseId() + trial + ": " + row.goal(), NAME)))
                .append(attribute("classname", run.experiment()))
                .append(attribute("time", seconds(row.duration())));
        if (outcome == Outcome.OPEN) {
            return text.append("><skipped/></testcase>\n").toString();
        }
        List<String> reasons = Outcome.reasons(run, session);
        if (outcome.isBad()) {
            String element = outcome == Outcome.FAILED ? "failure" : "error";
            String type = outcome == Outcome.BROKEN ? String.valueOf(row.stopReason()) : outcome.label();
            text.append(">\n      <")
                    .append(element)
                    .append(attribute("type", type))
                    .append(attribute("message", Figures.line(String.join("; ", reasons), MESSAGE)))
                    .append('>')
                    .append(escaped(String.join("\n", reasons) + "\n\n" + TranscriptText.of(session)))
                    .append("</")
                    .append(element)
                    .append('>');
        } else {
            text.append('>');
        }
        return text.append("\n      <system-out>")
                .append(escaped("session " + row.sessionId() + " ended: " + row.stopReason()
                        + (row.stopRationale().isBlank() ? "" : ", " + row.stopRationale())))
                .append("</system-out>\n    </testcase>\n")
                .toString();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + escaped(value).replace("\n", " ").replace("\t", " ") + "\"";
    }

    /** As XML 1.0 has it: some characters cannot stand in it at all, not even as a reference. */
    private static String escaped(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\r' -> {}
                default -> escaped.appendCodePoint(isXml(c) ? c : '\ufffd');
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        return c == '\n'
                || c == '\t'
                || c >= ' ' && c <= '\ud7ff' && (c < 0x7f || c > 0x9f)
                || c >= '\ue000' && c <= '\ufffd'
                || c > 0xffff;
    }
}
