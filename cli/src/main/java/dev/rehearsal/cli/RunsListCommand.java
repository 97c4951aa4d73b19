package dev.rehearsal.cli;

import dev.rehearsal.cli.report.Json;
import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Table;
import dev.rehearsal.cli.terminal.Table.Column;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.formats.report.RunValues;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rehearse runs list}. */
@Command(name = "list", description = "Lists runs, the newest first.")
final class RunsListCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private ListOptions list = new ListOptions();

    RunsListCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try (Store open = store.existing()) {
            List<RunRecord> runs = open.runs().list(list.limit());
            if (list.json()) {
                Json.array(environment.terminal(), runs.stream().map(run -> RunValues.of(run, open)));
            } else {
                print(runs, open);
            }
        }
        return 0;
    }

    private void print(List<RunRecord> runs, Store open) {
        Terminal terminal = environment.terminal();
        if (runs.isEmpty()) {
            terminal.note("No runs yet.");
            return;
        }
        var table = new Table(
                Column.text("run"),
                Column.cut("experiment"),
                Column.text("kind"),
                Column.text("status"),
                Column.number("sessions"),
                Column.cut("metrics"));
        for (RunRecord run : runs) {
            long sessions =
                    run.counts().values().stream().mapToLong(Long::longValue).sum();
            table.row(
                    run.runId().value(),
                    run.experiment(),
                    run.kind(),
                    RunValues.status(run, open).code(),
                    Amount.count(sessions),
                    metrics(run));
        }
        table.print(terminal, "");
        if (runs.size() == list.limit()) {
            terminal.note("There may be more: --limit N shows them.");
        }
    }

    private static String metrics(RunRecord run) {
        return run.metrics().stream().map(RunsListCommand::text).collect(Collectors.joining(", "));
    }

    private static String text(Metric metric) {
        return metric.name().replace("/mean", "") + " " + Amount.metric(metric.value());
    }
}
