package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.mlflow.Imported;
import dev.rehearsal.mlflow.MlflowImport;
import dev.rehearsal.mlflow.MlflowServer;
import dev.rehearsal.store.Store;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rehearse mlflow import}. */
@Command(
        name = "import",
        description =
                "Takes the sessions of an experiment at an MLflow server into the store, with what was said of them. What is"
                        + " there already is not taken twice; of sessions that were published from here, only what others"
                        + " said of them is taken.")
final class MlflowImportCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private MlflowOption mlflow = new MlflowOption();

    @Option(names = "--experiment", required = true, paramLabel = "NAME", description = "The experiment there.")
    private String experiment = "";

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "What the experiment is called here (default: as there).")
    private @Nullable String as;

    @Option(
            names = "--since",
            paramLabel = "AGE",
            description = "Only sessions in which something was said since then, for example 30d; those whole.")
    private @Nullable String since;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many sessions: those in which something was said last.")
    private @Nullable Long limit;

    MlflowImportCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        MlflowServer server = mlflow.server(environment.variables());
        Terminal terminal = environment.terminal();
        try (Store open = store.open();
                var importing = new MlflowImport(open, server)) {
            terminal.status("Reading from " + server);
            if (since != null) {
                importing.since(Age.before(Instant.now(), "--since", since));
            }
            if (limit != null) {
                importing.limit(limit);
            }
            importing.progress(new ImportProgress(terminal));
            Imported imported = importing.experiment(experiment, as);
            terminal.status("");
            terminal.line(
                    Amount.of(imported.sessions(), "session") + " of experiment " + Plain.line(experiment) + " at "
                            + server + ": " + Amount.of(imported.turns(), "turn") + " and "
                            + Amount.of(imported.statements(), "assessment") + " read");
            if (imported.withoutSession() > 0) {
                terminal.note(Amount.of(imported.withoutSession(), "trace")
                        + " without a session (metadata mlflow.trace.session) left out");
            }
            if (imported.withoutSpans() > 0) {
                terminal.note(Amount.of(imported.withoutSpans(), "trace") + " without spans left out");
            }
        }
        return ExitCode.PASSED;
    }
}
