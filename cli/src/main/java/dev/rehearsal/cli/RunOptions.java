package dev.rehearsal.cli;

import dev.rehearsal.formats.report.ReportFile;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which test cases a command simulates, and how it goes about it. */
final class RunOptions {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = {
                "Test cases (.yaml, .json, .jsonl, .csv, or dataset:NAME[@VERSION] of the store), or a run file (.yaml) that may"
                        + " have everything: 'rehearse init' writes one."
            })
    private List<String> files = List.of();

    @Option(
            names = "--filter",
            paramLabel = "WORDS",
            description =
                    "Only cases that fit all words: id:refund-*, tag:vip, tag:tier=gold, goal:TEXT, or TEXT; ! for not.")
    private @Nullable String filter;

    @Option(names = "--sample", paramLabel = "N", description = "That many cases, drawn by the seed.")
    private @Nullable Long sample;

    @Option(
            names = "--retry-failed",
            paramLabel = "RUN",
            description = "The cases of an earlier run that ended in a failure, with that run's configuration.")
    private @Nullable String retryFailed;

    @Option(names = "--fail-fast", description = "Stop at the first session that ends in a failure.")
    private boolean failFast;

    @Option(names = "--dry-run", description = "Only check everything and say what the run may take at most.")
    private boolean dryRun;

    @Mixin
    private ReportOption reports = new ReportOption();

    @Mixin
    private MlflowOption mlflow = new MlflowOption();

    MlflowOption mlflow() {
        return mlflow;
    }

    List<ReportFile> reports() {
        return reports.files();
    }

    List<String> files() {
        return files;
    }

    @Nullable
    String filter() {
        return filter;
    }

    @Nullable
    Long sample() {
        return sample;
    }

    @Nullable
    String retryFailed() {
        return retryFailed;
    }

    boolean failFast() {
        return failFast;
    }

    boolean dryRun() {
        return dryRun;
    }
}
