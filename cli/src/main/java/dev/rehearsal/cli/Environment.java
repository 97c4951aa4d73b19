package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.model.ModelSettings;
import java.util.List;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param variables of the process
 */
record Environment(Terminal terminal, Map<String, String> variables) {
    Environment {
        variables = Map.copyOf(variables);
    }

    /** How the launcher was called; what is to be called next is named so. */
    private static final String COMMAND = "rehearsal.command";

    static Environment ofProcess() {
        return new Environment(Terminal.ofProcess(), System.getenv());
    }

    /** {@code rehearse}, or {@code ./rehearse} in a clone. */
    String command() {
        return System.getProperty(COMMAND, "rehearse");
    }

    ModelSettings modelSettings() {
        return new ModelSettings(variables, null, List.of(), 0);
    }
}
