package dev.rehearsal.cli;

import dev.rehearsal.input.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse init}. */
@Command(
        name = "init",
        description = "Writes a commented run file to start from. It runs as it stands, without a model.")
final class InitCommand implements Callable<Integer> {
    private static final String STARTER = "starter.yaml";
    private static final String SCHEMA = "/dev/rehearsal/rehearsal.schema.json";
    private static final String SCHEMA_FILE = "rehearsal.schema.json";

    private final Environment environment;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "rehearsal.yaml",
            description = "The file to write (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("rehearsal.yaml");

    @Option(
            names = "--schema",
            description = "Also write its JSON schema beside it, so that editors complete and check it.")
    private boolean schema;

    @Option(names = "--force", description = "Replace a file that is there.")
    private boolean force;

    InitCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        String starter = new String(resource(STARTER), StandardCharsets.UTF_8);
        if (schema) {
            write(file.resolveSibling(SCHEMA_FILE), resource(SCHEMA));
            starter = "# yaml-language-server: $schema=" + SCHEMA_FILE + "\n" + starter;
        }
        write(file, starter.getBytes(StandardCharsets.UTF_8));
        environment.terminal().line("Next  " + environment.command() + " evaluate " + file);
        return 0;
    }

    private void write(Path target, byte[] bytes) {
        if (Files.exists(target) && !force) {
            throw new InvalidInputException(target.toString(), "is there already; --force replaces it");
        }
        try {
            Files.write(target, bytes);
        } catch (IOException e) {
            throw new FailedException("cannot write " + target + ": " + e, e);
        }
        environment.terminal().line("Wrote " + target);
    }

    private static byte[] resource(String name) {
        try (InputStream in = InitCommand.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
