package dev.rehearsal.formats.report;

import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** A way to write a run down. It reads the store as a stream: a run may be longer than memory. */
public interface Report {
    /** The name by which a report is asked for. */
    String name();

    /** The endings of files that are written this way, without the dot; may be none. */
    List<String> extensions();

    /** Writes the run; the writer is left open. */
    void write(EvaluationResult result, Writer out) throws IOException;

    /** Every report. */
    static List<Report> all() {
        return List.of(
                new HtmlReport(),
                new JUnitReport(),
                new JsonReport(),
                new JsonLinesReport(),
                new CsvReport(),
                new MarkdownReport(),
                new CanonicalExport());
    }

    /** @throws InvalidInputException if there is no report of that name */
    static Report named(String name) {
        List<String> names = all().stream().map(Report::name).toList();
        return all().stream()
                .filter(report -> report.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "report",
                        "there is no report '" + name + "' (there are: " + String.join(", ", names) + ")"
                                + Names.suggestion(name, names)));
    }
}
