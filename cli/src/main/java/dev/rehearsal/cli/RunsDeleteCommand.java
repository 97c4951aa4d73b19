package dev.rehearsal.cli;

import dev.rehearsal.store.Deletion;
import dev.rehearsal.store.Store;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rehearse runs delete}. */
@Command(
        name = "delete",
        description =
                "Deletes runs for good: their sessions, test cases and metrics, and what they found of others' sessions.")
final class RunsDeleteCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private Deleting deleting = new Deleting();

    @Parameters(paramLabel = "RUN", arity = "1..*", description = "Ids of runs, their beginnings, or 'latest'.")
    private List<String> runs = List.of();

    RunsDeleteCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try (Store open = store.existing()) {
            Deletion what = Deletion.ofRuns(
                    runs.stream().map(each -> Found.run(open, each).runId()).toList());
            return deleting.delete(environment.terminal(), open, what, false);
        }
    }
}
