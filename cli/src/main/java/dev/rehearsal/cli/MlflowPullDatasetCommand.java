package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetMerge;
import dev.rehearsal.mlflow.MlflowDatasets;
import dev.rehearsal.mlflow.MlflowServer;
import dev.rehearsal.store.Store;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse mlflow pull-dataset}. */
@Command(
        name = "pull-dataset",
        description =
                "Merges the records of a dataset at an MLflow server into a dataset of the store, as a new version; it is made if"
                        + " it is not there. What is no test case is left out and told of.")
final class MlflowPullDatasetCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private MlflowOption mlflow = new MlflowOption();

    @Parameters(paramLabel = "NAME", description = "The dataset there, or its id where several have the name.")
    private String dataset = "";

    @Option(names = "--as", paramLabel = "NAME", description = "What it is called here (default: as there).")
    private @Nullable String as;

    MlflowPullDatasetCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        MlflowServer server = mlflow.server(environment.variables());
        try (var there = new MlflowDatasets(server);
                Store open = store.open()) {
            MlflowDatasets.Pulled pulled = there.pull(dataset);
            pulled.warnings().forEach(warning -> environment.terminal().note(Plain.line(warning)));
            String name = as == null ? pulled.name() : as;
            Dataset here =
                    open.datasets().find(name).orElseGet(() -> open.datasets().create(name));
            DatasetMerge merge = there.keep(pulled, here);
            environment
                    .terminal()
                    .line("Pulled into " + Plain.line(here.toString()) + ": " + Amount.of(merge.added(), "record")
                            + " new, " + merge.changed() + " changed, " + merge.unchanged() + " as before");
        }
        return ExitCode.PASSED;
    }
}
