package dev.rehearsal.cli;

import dev.rehearsal.cli.report.Json;
import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Table;
import dev.rehearsal.cli.terminal.Table.Column;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.dataset.DatasetQuery;
import dev.rehearsal.dataset.DatasetRow;
import dev.rehearsal.formats.report.DatasetValues;
import dev.rehearsal.store.Store;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rehearse datasets list}. */
@Command(name = "list", description = "Lists datasets, the one that changed last first.")
final class DatasetsListCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private ListOptions list = new ListOptions();

    @Option(names = "--name", paramLabel = "TEXT", description = "Only those with this text in their name.")
    private @Nullable String name;

    @Option(
            names = "--tag",
            paramLabel = "TAG[=VALUE]",
            description = "Only those that are tagged so; may be given again.")
    private List<String> tags = List.of();

    DatasetsListCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        DatasetQuery query = DatasetQuery.newest(list.limit()).withName(name);
        for (String tag : tags) {
            int equals = tag.indexOf('=');
            query = equals < 0
                    ? query.withTag(tag)
                    : query.withTag(tag.substring(0, equals), tag.substring(equals + 1));
        }
        try (Store open = store.existing()) {
            List<DatasetRow> rows = open.datasets().search(query);
            if (list.json()) {
                Json.array(environment.terminal(), rows.stream().map(DatasetValues::of));
            } else {
                print(rows);
            }
        }
        return ExitCode.PASSED;
    }

    private void print(List<DatasetRow> rows) {
        Terminal terminal = environment.terminal();
        if (rows.isEmpty()) {
            terminal.note("No datasets" + (name == null && tags.isEmpty() ? " yet." : " fit."));
            return;
        }
        var table = new Table(
                Column.whole("dataset"),
                Column.number("version"),
                Column.number("records"),
                Column.text("changed"),
                Column.cut("tags"));
        for (DatasetRow row : rows) {
            table.row(
                    row.name(),
                    Integer.toString(row.newest().number()),
                    Amount.count(row.newest().records()),
                    Amount.time(row.newest().at()),
                    DatasetValues.tags(row.tags()));
        }
        table.print(terminal, "");
        if (rows.size() == list.limit()) {
            terminal.note("There may be more: --limit N shows them.");
        }
    }
}
