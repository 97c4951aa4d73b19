package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetReference;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.Store;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rehearse datasets delete}. */
@Command(
        name = "delete",
        description = "Deletes a dataset with all its versions, for good. Runs that used it keep their test cases.")
final class DatasetsDeleteCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Parameters(paramLabel = "NAME", description = "The dataset.")
    private String name = "";

    DatasetsDeleteCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (DatasetReference.parse(name).version() != null) {
            throw new InvalidInputException(
                    name, "is a version, which cannot be deleted alone; name the dataset to delete all of it");
        }
        try (Store open = store.existing()) {
            Dataset dataset = open.datasets().get(name);
            String what = "delete dataset " + Plain.line(dataset.name()) + " with "
                    + Amount.of(dataset.version().records(), "record") + " and "
                    + Amount.of(dataset.versions().size() - 1L, "version") + " for good";
            if (!confirmation.given(environment.terminal(), what)) {
                environment.terminal().note("Nothing was deleted.");
                return ExitCode.NOT_PASSED;
            }
            open.datasets().delete(dataset.id());
            environment.terminal().note("Dataset " + Plain.line(dataset.name()) + " is deleted.");
        }
        return ExitCode.PASSED;
    }
}
