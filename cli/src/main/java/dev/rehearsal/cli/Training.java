package dev.rehearsal.cli;

import java.util.List;

/**
 * What the launcher lets a JVM do once, in an empty folder and with its output thrown away: the usual commands, so that the start-up cache
 * made from this run knows their classes. It calls nobody: no command here may need a network or a key.
 */
final class Training {
    private static final List<String> COMMANDS = List.of("--version", "--help");

    private Training() {}

    public static void main(String[] arguments) {
        for (var command : COMMANDS) {
            Rehearse.run(command.split(" "));
        }
    }
}
