package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.formats.report.ReportFile;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The reports that a run is written down in when it has ended. */
final class ReportOption {
    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write a report: .html, .xml (JUnit), .json, .jsonl, .csv or .md, or KIND=FILE. Repeatable.")
    private List<String> named = List.of();

    /** @throws InvalidInputException with every fault; to be called before the run, so that it is not done in vain */
    List<ReportFile> files() {
        var files = new ArrayList<ReportFile>();
        var faults = new ArrayList<Fault>();
        for (String each : named) {
            try {
                files.add(ReportFile.parse(each));
            } catch (InvalidInputException e) {
                e.faults().forEach(fault -> faults.add(new Fault("--report", fault.message())));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return files;
    }

    /** Writes them and says so. */
    static void write(List<ReportFile> files, EvaluationResult result, Terminal terminal) {
        for (ReportFile each : files) {
            try {
                each.write(result);
            } catch (IOException e) {
                throw new FailedException(
                        "the report " + each.file() + " cannot be written: " + e.getMessage()
                                + "; the run is kept: rehearse report " + result.runId() + " -o FILE",
                        e);
            }
            terminal.note("Wrote " + each.file() + " (" + each.report().name() + ")");
        }
    }
}
