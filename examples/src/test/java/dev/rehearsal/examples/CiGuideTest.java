package dev.rehearsal.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of docs/ci.md are what the services take, as far as their schemas say; scripts/install-python-agents brings these. */
@EnabledIfSystemProperty(named = "real", matches = "true")
class CiGuideTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({".github/workflows/conversations.yml,vendor.github-workflows", ".gitlab-ci.yml,vendor.gitlab-ci"})
    void isWhatTheServiceTakes(String file, String schema) throws Exception {
        Path written = Files.writeString(folder.resolve(Path.of(file).getFileName()), block(file));

        Result good = check(schema, written);
        assertThat(good.code()).as(good.said()).isZero();

        Files.writeString(written, block(file).replace("script:", "scripts:").replace("runs-on:", "run-on:"));
        assertThat(check(schema, written).code()).as("a mistake is found").isNotZero();
    }

    private static String block(String file) throws IOException {
        return Pattern.compile("```yaml " + Pattern.quote(file) + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("docs/ci.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    private record Result(int code, String said) {}

    private static Result check(String schema, Path file) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                ROOT.resolve("target/python/bin/check-jsonschema").toString(),
                "--builtin-schema",
                schema,
                file.toString()));
        if (schema.endsWith("gitlab-ci")) {
            command.addAll(List.of("--data-transform", "gitlab-ci"));
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), said);
    }
}
