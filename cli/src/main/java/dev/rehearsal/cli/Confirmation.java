package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.input.InvalidInputException;
import java.io.Console;
import picocli.CommandLine.Option;

/** Asks before something is gone for good. */
final class Confirmation {
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    /**
     * Whether to go on.
     *
     * @param what is going to be done, for example {@code delete 12 sessions for good}
     * @throws InvalidInputException if nobody can be asked and {@code --yes} is not given
     */
    boolean given(Terminal terminal, String what) {
        if (yes) {
            return true;
        }
        Console console = System.console();
        if (console == null || !terminal.isLive()) {
            throw new InvalidInputException(
                    "--yes", "is missing: this would " + what + ", and there is no terminal to ask at");
        }
        terminal.note("This will " + what + ". Go on? [y/N]");
        String answer = console.readLine();
        return answer != null && answer.strip().matches("(?i)y|yes");
    }
}
