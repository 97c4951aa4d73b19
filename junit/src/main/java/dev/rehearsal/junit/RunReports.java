package dev.rehearsal.junit;

import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.formats.report.Report;
import dev.rehearsal.formats.report.ReportFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The reports of a method's run, beside the build's own.
 *
 * @param reports which; each with an ending of files
 * @param method the test's class and method, which the files are named by
 */
record RunReports(List<Report> reports, String method) {
    private static final String FOLDER = "rehearsal-reports";

    RunReports {
        reports = List.copyOf(reports);
    }

    /** @throws dev.rehearsal.input.InvalidInputException if there is no report of a name */
    static RunReports of(List<String> names, String method) {
        return new RunReports(names.stream().map(Report::named).toList(), method);
    }

    void write(EvaluationResult result) {
        if (reports.isEmpty()) {
            return;
        }
        try {
            Path folder = Files.createDirectories(BuildFolder.path().resolve(FOLDER));
            for (Report report : reports) {
                String ending = report.extensions().isEmpty()
                        ? report.name()
                        : report.extensions().getFirst();
                new ReportFile(report, folder.resolve(method + "." + ending)).write(result);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the reports of " + method + " cannot be written", e);
        }
    }
}
