package dev.rehearsal.cli;

import dev.rehearsal.store.SchemaChange;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rehearse store migrate}. */
@Command(
        name = "migrate",
        description = "Brings the tables of a store up to date, as every command does that opens it for writing.")
final class StoreMigrateCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    StoreMigrateCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        SchemaChange change = store.migrate();
        environment
                .terminal()
                .note(
                        change.before() == change.after()
                                ? "The tables are up to date: version " + change.after() + "."
                                : "The tables were of version " + change.before() + " and are of version "
                                        + change.after() + " now.");
        return ExitCode.PASSED;
    }
}
