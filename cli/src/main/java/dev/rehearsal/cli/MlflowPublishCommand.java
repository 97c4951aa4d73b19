package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.mlflow.MlflowPublisher;
import dev.rehearsal.mlflow.MlflowServer;
import dev.rehearsal.mlflow.Published;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rehearse mlflow publish}. */
@Command(
        name = "publish",
        description =
                "Publishes a run to an MLflow server: each turn as a trace, what was judged, and the run with its metrics."
                        + " What is there already is not doubled.")
final class MlflowPublishCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private MlflowOption mlflow = new MlflowOption();

    @Parameters(
            paramLabel = "RUN",
            arity = "0..1",
            defaultValue = "latest",
            description = "The run's id, the beginning of it, or 'latest' (the default).")
    private String run = "latest";

    MlflowPublishCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        MlflowServer server = mlflow.server(environment.variables());
        try (Store open = store.existing();
                var publisher = new MlflowPublisher(open, server)) {
            RunRecord found = Found.run(open, run);
            Published published = publisher.publish(found.runId());
            Terminal terminal = environment.terminal();
            terminal.line("Published run " + found.runId() + ": " + Amount.of(published.sessions(), "session") + ", "
                    + Amount.of(published.turns(), "turn") + ", " + Amount.of(published.assessments(), "assessment")
                    + ", experiment " + Plain.line(published.experiment()));
            terminal.line(server + "/#/experiments/" + published.experimentId() + "/evaluation-runs?selectedRunUuid="
                    + published.run());
        }
        return ExitCode.PASSED;
    }
}
