package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.dataset.CaseId;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetVersion;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.Store;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rehearse datasets remove}. */
@Command(
        name = "remove",
        description = "Makes a version of a dataset without some of its records; earlier versions have them still.")
final class DatasetsRemoveCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Parameters(index = "0", paramLabel = "NAME", description = "The dataset.")
    private String name = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "CASE", description = "The case ids of the records.")
    private List<String> cases = List.of();

    DatasetsRemoveCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try (Store open = store.existing()) {
            Dataset dataset = open.datasets().get(name);
            List<CaseId> ids = cases.stream().map(CaseId::new).toList();
            List<Fault> missing = ids.stream()
                    .filter(id -> dataset.record(id).isEmpty())
                    .map(id -> new Fault("case '" + id + "'", "is not in " + dataset))
                    .toList();
            if (!missing.isEmpty()) {
                throw new InvalidInputException(missing);
            }
            DatasetVersion version = dataset.remove(ids, "removed " + Amount.of(ids.size(), "record"));
            environment
                    .terminal()
                    .note(Amount.of(version.removed(), "record") + " removed; this is version " + version.number()
                            + " of dataset " + Plain.line(name) + ".");
        }
        return ExitCode.PASSED;
    }
}
