package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.formats.cases.CaseFiles;
import dev.rehearsal.formats.cases.RecordFiles;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse datasets export}. */
@Command(
        name = "export",
        description =
                "Writes a dataset to a file with all that is known of each record; 'datasets import' reads it back.")
final class DatasetsExportCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Parameters(index = "0", paramLabel = "NAME[@VERSION]", description = "The dataset; without a version, the newest.")
    private String dataset = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "Where to write it (.yaml, .json, .jsonl, .csv); a file that is there is replaced.")
    private String file = "";

    @Option(
            names = "--cases",
            description =
                    "Write test cases as one writes them by hand: without sources, times and outputs; not as CSV.")
    private boolean cases;

    DatasetsExportCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        try (Store open = store.existing()) {
            Dataset found = open.datasets().get(dataset);
            try (Stream<DatasetRecord> records = found.records()) {
                if (cases) {
                    CaseFiles.write(Path.of(file), records.map(DatasetRecord::testCase));
                } else {
                    RecordFiles.write(Path.of(file), records);
                }
            }
            environment
                    .terminal()
                    .note(Amount.of(found.version().records(), "record") + " of " + Plain.line(found.toString())
                            + " written to " + Plain.line(file));
        }
        return ExitCode.PASSED;
    }
}
