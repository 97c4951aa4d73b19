package dev.rehearsal.server.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page shows the code that is tested. */
class ProductionSessionsDocTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/test/java/dev/rehearsal/server/otlp/OpenTelemetryJavaTest.java",
                "src/test/python/otel_agent.py"
            })
    void showsWhatIsTested(String source) throws Exception {
        String code = Files.readString(Path.of(source));
        int start = code.indexOf('\n', code.indexOf("docs:start")) + 1;
        int end = code.lastIndexOf('\n', code.indexOf("docs:end"));
        String snippet = code.substring(start, end).stripIndent().strip();

        assertThat(snippet).isNotBlank();
        assertThat(Files.readString(Path.of("..", "docs", "production-sessions.md")))
                .contains(snippet);
    }
}
