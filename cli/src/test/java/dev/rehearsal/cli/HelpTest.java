package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The help texts are golden files; {@code -Dgolden=write} writes them anew. */
class HelpTest {
    private static final Path FILES = Path.of("src/test/resources/dev/rehearsal/cli/help");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evaluate",
                "simulate",
                "replay",
                "score",
                "resume",
                "report",
                "runs",
                "runs list",
                "runs show",
                "compare",
                "test-cases",
                "test-cases generate",
                "test-cases expand",
                "sessions",
                "sessions list",
                "sessions show",
                "sessions import",
                "sessions export",
                "serve",
                "sessions delete",
                "runs delete",
                "store",
                "store prune",
                "store migrate",
                "datasets",
                "datasets list",
                "datasets show",
                "datasets create",
                "datasets merge",
                "datasets add",
                "datasets export",
                "datasets diff",
                "datasets tag",
                "datasets remove",
                "datasets delete",
                "models",
                "scorers list",
                "models list",
                "models pull",
                "judge",
                "judge check",
                "agent",
                "agent check",
                "mlflow",
                "mlflow publish",
                "mlflow status",
                "mlflow import",
                "mlflow push-dataset",
                "mlflow pull-dataset",
                "judge calibrate",
                "doctor",
                "demo",
                "init"
            })
    void isAsItWasAgreed(String command) throws IOException {
        String name = (command.isEmpty() ? "rehearse" : command.replace(' ', '-')) + ".txt";
        String[] arguments = (command + " --help").strip().split(" ");

        Shell.Result help = new Shell().run(arguments);

        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(FILES);
            Files.writeString(FILES.resolve(name), help.out());
        }
        try (InputStream golden = HelpTest.class.getResourceAsStream("help/" + name)) {
            assertThat(golden).as(name).isNotNull();
            assertThat(help.out()).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(help.code()).isZero();
    }

    @Test
    void isShownWhereNoCommandIsGiven() {
        assertThat(new Shell().run().out()).startsWith("Usage: rehearse");
        assertThat(new Shell().run("sessions").out()).startsWith("Usage: rehearse sessions");
    }

    @Test
    void looksAtTheCommandThatIsAskedForOnly() {
        var environment = new Environment(
                dev.rehearsal.cli.terminal.Terminal.to(
                        new java.io.StringWriter(), new java.io.StringWriter(), 80, java.util.Map.of()),
                java.util.Map.of());

        assertThat(Rehearse.commandLine(environment, "runs").getSubcommands()).containsOnlyKeys("runs");
        assertThat(Rehearse.commandLine(environment, "--help").getSubcommands()).hasSizeGreaterThan(8);
    }
}
