package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.store.Deleted;
import dev.rehearsal.store.Deletion;
import dev.rehearsal.store.Store;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes for good, after having said how much and asked. */
final class Deleting {
    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Option(names = "--dry-run", description = "Only say how much would be deleted.")
    private boolean dryRun;

    /** @param always whether the store's files are cleaned although nothing fits */
    int delete(Terminal terminal, Store store, Deletion what, boolean always) {
        Deletion all = what.withSessionsOfRuns(store);
        String amount = amount(all.sessions().size(), all.runs().size());
        if (dryRun) {
            terminal.note("Would delete " + amount + " from " + store.location() + ".");
            return ExitCode.PASSED;
        }
        if (all.isEmpty() && !always) {
            terminal.note("Nothing fits, so nothing is deleted.");
            return ExitCode.PASSED;
        }
        if (!all.isEmpty()
                && !confirmation.given(terminal, "delete " + amount + " from " + store.location() + " for good")) {
            terminal.note("Nothing was deleted.");
            return ExitCode.NOT_PASSED;
        }
        Deleted deleted = store.delete(all);
        terminal.note("Deleted " + amount(deleted.sessions(), deleted.runs())
                + "; nothing of it is left in the store's tables, indexes and unused space.");
        return ExitCode.PASSED;
    }

    private static String amount(long sessions, long runs) {
        return Amount.of(sessions, "session") + (runs == 0 ? "" : " and " + Amount.of(runs, "run"));
    }
}
