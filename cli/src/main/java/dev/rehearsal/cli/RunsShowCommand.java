package dev.rehearsal.cli;

import dev.rehearsal.cli.report.Json;
import dev.rehearsal.cli.report.RunSummary;
import dev.rehearsal.formats.report.RunValues;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse runs show}. */
@Command(
        name = "show",
        description = "Shows a run: its metrics, how its sessions ended, what went wrong and what it cost.")
final class RunsShowCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Parameters(
            paramLabel = "RUN",
            arity = "0..1",
            defaultValue = "latest",
            description = "The run's id, the beginning of it, or 'latest' (the default).")
    private String run = "latest";

    @Option(names = "--json", description = "Write one JSON object.")
    private boolean json;

    RunsShowCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try (Store open = store.existing()) {
            RunRecord found = Found.run(open, run);
            if (json) {
                Json.object(environment.terminal(), RunValues.withDetails(found, open));
            } else {
                print(found, open);
            }
        }
        return 0;
    }

    private void print(RunRecord found, Store open) {
        var summary = new RunSummary(environment.terminal(), open, found);
        summary.head();
        summary.description();
        summary.stopReasons();
        summary.metrics();
        summary.judges();
        summary.scoredAgain();
        String session = summary.faults();
        summary.spend();
        String command = environment.command();
        var commands = new ArrayList<String>();
        if (RunValues.status(found, open) != RunStatus.FINISHED) {
            commands.add(command + " resume " + found.runId() + store.asArgument());
        }
        if (!session.isEmpty()) {
            commands.add(command + " sessions show " + session + store.asArgument());
        }
        commands.add(command + " sessions list --run " + found.runId() + store.asArgument());
        summary.next(commands);
    }
}
