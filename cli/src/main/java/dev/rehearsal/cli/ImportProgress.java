package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.mlflow.Imported;
import java.time.Duration;
import java.util.function.Consumer;

/** Shows how far an import is: in the status line, or in a line now and then where there is none. */
final class ImportProgress implements Consumer<Imported> {
    private static final long PAUSE = Duration.ofSeconds(10).toNanos();

    private final Terminal terminal;
    private long shown = System.nanoTime();

    ImportProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void accept(Imported imported) {
        String line = Amount.of(imported.sessions(), "session") + " · " + Amount.of(imported.turns(), "turn") + " read";
        if (terminal.isLive()) {
            terminal.status(line);
        } else if (System.nanoTime() - shown >= PAUSE) {
            shown = System.nanoTime();
            terminal.note(line);
        }
    }
}
