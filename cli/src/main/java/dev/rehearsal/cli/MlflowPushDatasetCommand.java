package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.mlflow.MlflowDatasets;
import dev.rehearsal.mlflow.MlflowServer;
import dev.rehearsal.store.Store;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rehearse mlflow push-dataset}. */
@Command(
        name = "push-dataset",
        description =
                "Merges a dataset's records into the dataset of that name at an MLflow server; it is made if it is not there.")
final class MlflowPushDatasetCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private MlflowOption mlflow = new MlflowOption();

    @Parameters(paramLabel = "NAME[@VERSION]", description = "The dataset; without a version, the newest.")
    private String dataset = "";

    MlflowPushDatasetCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        MlflowServer server = mlflow.server(environment.variables());
        @Nullable String experiment = mlflow.experiment(environment.variables());
        try (Store open = store.existing();
                var there = new MlflowDatasets(server)) {
            Dataset found = open.datasets().get(dataset);
            MlflowDatasets.Pushed pushed =
                    there.push(found, experiment == null ? RunConfig.DEFAULT.experiment() : experiment);
            environment
                    .terminal()
                    .line("Pushed " + Plain.line(found.toString()) + " to " + server + ": "
                            + Amount.of(pushed.inserted(), "record") + " new, " + pushed.updated() + " merged");
        }
        return ExitCode.PASSED;
    }
}
