package dev.rehearsal.cli;

import dev.rehearsal.store.Deletion;
import dev.rehearsal.store.Store;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rehearse store prune}. */
@Command(
        name = "prune",
        description =
                "Deletes sessions that ended long ago for good, and runs that have none left. What live runs have stays, and"
                        + " so do datasets.")
final class StorePruneCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private Deleting deleting = new Deleting();

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            required = true,
            description = "How long ago they ended at least, for example 30d.")
    private String olderThan = "";

    @Option(names = "--keep-runs", description = "Keep runs without sessions, with their metrics.")
    private boolean keepRuns;

    StorePruneCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Instant before = Age.before(Instant.now(), "--older-than", olderThan);
        try (Store open = store.existing()) {
            return deleting.delete(environment.terminal(), open, Deletion.before(open, before, keepRuns), true);
        }
    }
}
