package dev.rehearsal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;

/** Writes the completion script for bash and zsh that the distribution carries. */
final class Completion {
    private Completion() {}

    public static void main(String[] arguments) throws IOException {
        String script = AutoComplete.bash("rehearse", Rehearse.commandLine(Environment.ofProcess()));
        Files.writeString(Path.of(arguments[0]), script);
    }
}
