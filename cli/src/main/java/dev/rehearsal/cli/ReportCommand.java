package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.formats.report.Report;
import dev.rehearsal.formats.report.ReportFile;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse report}. */
@Command(
        name = "report",
        description =
                "Writes a run down: as a page to read, for a CI server, a spreadsheet, a program or a pull request.")
final class ReportCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Parameters(
            paramLabel = "RUN",
            arity = "0..1",
            defaultValue = "latest",
            description = "The run's id, the beginning of it, or 'latest' (the default).")
    private String run = "latest";

    @Option(
            names = "--format",
            paramLabel = "KIND",
            description = {
                "html, junit, json, jsonl, csv, markdown or canonical (what depends on seed and replies only); by default"
                        + " what the file's ending says, or markdown."
            })
    private @Nullable String format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write it; without it, it is written to the terminal.")
    private @Nullable String output;

    ReportCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        String file = output;
        if (file == null) {
            Report report = named(() -> Report.named(format == null ? "markdown" : format), "--format");
            try (Store open = store.existing()) {
                var text = new StringWriter();
                report.write(EvaluationResult.stored(open, Found.run(open, run)), text);
                Plain.text(text.toString()).lines().forEach(environment.terminal()::line);
            }
            return ExitCode.PASSED;
        }
        ReportFile wanted = named(() -> ReportFile.parse(format == null ? file : format + "=" + file), "--output");
        try (Store open = store.existing()) {
            ReportOption.write(
                    List.of(wanted), EvaluationResult.stored(open, Found.run(open, run)), environment.terminal());
        }
        return ExitCode.PASSED;
    }

    private static <T> T named(java.util.function.Supplier<T> choice, String flag) {
        try {
            return choice.get();
        } catch (InvalidInputException e) {
            throw new InvalidInputException(e.faults().stream()
                    .map(fault -> new Fault(flag, fault.message()))
                    .toList());
        }
    }
}
