package dev.rehearsal.cli;

import dev.rehearsal.cli.report.Json;
import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.cli.terminal.Style;
import dev.rehearsal.cli.terminal.Table;
import dev.rehearsal.cli.terminal.Table.Column;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.DatasetVersion;
import dev.rehearsal.formats.report.DatasetValues;
import dev.rehearsal.store.Store;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rehearse datasets show}. */
@Command(name = "show", description = "Shows a dataset: its versions and its records.")
final class DatasetsShowCommand implements Callable<Integer> {
    private static final int VERSIONS = 10;

    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private ListOptions list = new ListOptions();

    @Parameters(paramLabel = "NAME[@VERSION]", description = "The dataset; without a version, the newest.")
    private String dataset = "";

    DatasetsShowCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try (Store open = store.existing()) {
            Dataset found = open.datasets().get(dataset);
            try (Stream<DatasetRecord> records = found.records()) {
                List<DatasetRecord> shown = records.limit(list.limit()).toList();
                if (list.json()) {
                    Json.object(environment.terminal(), values(found, shown));
                } else {
                    print(found, shown);
                }
            }
        }
        return ExitCode.PASSED;
    }

    private static Map<String, @Nullable Object> values(Dataset dataset, List<DatasetRecord> records) {
        Map<String, @Nullable Object> values = DatasetValues.of(dataset.row());
        values.put(
                "versions", dataset.versions().stream().map(DatasetValues::of).toList());
        values.put("records", records.stream().map(DatasetValues::of).toList());
        return values;
    }

    private void print(Dataset found, List<DatasetRecord> records) {
        Terminal terminal = environment.terminal();
        DatasetVersion version = found.version();
        terminal.line(terminal.styled(Style.BOLD, "Dataset " + Plain.line(found.name())) + ", version "
                + version.number() + ": " + Amount.of(version.records(), "record"));
        if (!found.tags().isEmpty()) {
            terminal.line("  Tags  " + Plain.line(DatasetValues.tags(found.tags())));
        }
        terminal.line();
        versions(found.versions());
        if (records.isEmpty()) {
            return;
        }
        terminal.line();
        var table = new Table(
                Column.text("case"),
                Column.text("source"),
                Column.cut("goal"),
                Column.cut("expected"),
                Column.cut("tags"));
        for (DatasetRecord record : records) {
            table.row(
                    record.caseId().value(),
                    record.source().kind().name(),
                    record.testCase().goal(),
                    String.join(", ", record.testCase().expectations().names()),
                    DatasetValues.tags(record.testCase().tags()));
        }
        table.print(terminal, "  ");
        if (records.size() < version.records()) {
            terminal.note("There are " + Amount.count(version.records()) + " records: --limit N shows more.");
        }
    }

    private void versions(List<DatasetVersion> versions) {
        var table = new Table(
                Column.number("version"),
                Column.text("made"),
                Column.cut("by"),
                Column.number("records"),
                Column.text("changes"),
                Column.cut("what"));
        versions.stream()
                .limit(VERSIONS)
                .forEach(each -> table.row(
                        Integer.toString(each.number()),
                        Amount.time(each.at()),
                        each.by(),
                        Amount.count(each.records()),
                        DatasetValues.counts(each),
                        each.what()));
        table.print(environment.terminal(), "  ");
    }
}
