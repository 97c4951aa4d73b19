package dev.rehearsal.cli;

import dev.rehearsal.cli.report.Json;
import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.cli.terminal.Table;
import dev.rehearsal.cli.terminal.Table.Column;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.store.Publication;
import dev.rehearsal.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rehearse mlflow status}. */
@Command(
        name = "status",
        description = "Lists which runs are published to which servers, and what is not there yet. Asks no server.")
final class MlflowStatusCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private ListOptions list = new ListOptions();

    MlflowStatusCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try (Store open = store.existing()) {
            List<Publication> publications =
                    open.outbox().publications().stream().limit(list.limit()).toList();
            if (list.json()) {
                Json.array(environment.terminal(), publications.stream().map(MlflowStatusCommand::values));
            } else {
                print(publications);
            }
        }
        return ExitCode.PASSED;
    }

    private static Map<String, @Nullable Object> values(Publication publication) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("run", publication.runId().value());
        values.put("destination", publication.destination());
        values.put("experiment", publication.experiment());
        values.put("unpublished_turns", publication.turns());
        values.put("unpublished_others", publication.others());
        values.put("refused", publication.refused());
        values.put("refusal", publication.refusal());
        return values;
    }

    private void print(List<Publication> publications) {
        Terminal terminal = environment.terminal();
        if (publications.isEmpty()) {
            terminal.note("No run is published anywhere; 'rehearse mlflow publish RUN --mlflow URL' publishes one.");
            return;
        }
        var table = new Table(
                Column.text("run"),
                Column.cut("experiment"),
                Column.cut("server"),
                Column.number("turns left"),
                Column.number("others left"),
                Column.number("refused"));
        for (Publication each : publications) {
            table.row(
                    each.runId().value(),
                    each.experiment(),
                    each.destination(),
                    Amount.count(each.turns()),
                    Amount.count(each.others()),
                    Amount.count(each.refused()));
        }
        table.print(terminal, "");
        publications.stream()
                .filter(each -> each.refusal() != null)
                .forEach(each ->
                        terminal.note("run " + each.runId() + ": " + Plain.line(String.valueOf(each.refusal()))));
    }
}
