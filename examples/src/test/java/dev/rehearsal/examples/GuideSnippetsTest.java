package dev.rehearsal.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.formats.run.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guides show is taken from what the tests run. */
class GuideSnippetsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static List<MatchResult> blocks(String page, String language) throws IOException {
        return Pattern.compile("```" + language + "(?: (\\S+))?\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("docs").resolve(page)))
                .results()
                .toList();
    }

    private static String flat(String code) {
        return code.replaceAll("\\s+", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"junit.md", "cookbook.md"})
    void javaIsThatOfTestsThatRun(String page) throws IOException {
        String tests = tests();

        assertThat(blocks(page, "java"))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(tests).contains(flat(block.group(2))));
    }

    /** The first of its blocks is one of the server's tests. */
    @Test
    void theListenersOfFrameworksAreThoseOfTests() throws IOException {
        String tests = tests();

        assertThat(blocks("production-sessions.md", "java").subList(1, 3))
                .allSatisfy(block -> assertThat(tests).contains(flat(block.group(2))));
    }

    @Test
    void theReadmesTestIsOneThatRuns() throws IOException {
        assertThat(tests()).contains(flat(blocks("../README.md", "java").get(1).group(2)));
    }

    private static String tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .map(GuideSnippetsTest::text)
                    .map(GuideSnippetsTest::flat)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the report of a build with it names conversations is looked at by scripts/check-release. */
    @Test
    void surefireIsToldToNameConversationsAsInTheProjectThatUsesUs() throws IOException {
        String snippet = flat(blocks("junit.md", "xml").getFirst().group(2));

        assertThat(flat(Files.readString(ROOT.resolve("examples/consumer/pom.xml"))))
                .contains(snippet);
        assertThat(flat(Files.readString(ROOT.resolve("pom.xml")))).contains(snippet);
    }

    @Test
    void theQuickstartIsThatOfTheReadme() throws IOException {
        assertThat(flat(Files.readString(ROOT.resolve("README.md"))))
                .contains(flat(blocks("from-mlflow.md", "java").getFirst().group(2)));
    }

    @Test
    void theCookbooksFilesAreThoseOfTheExamples() throws IOException {
        assertThat(blocks("cookbook.md", "yaml"))
                .hasSize(4)
                .allSatisfy(
                        block -> assertThat(Path.of("cookbook", block.group(1))).hasContent(block.group(2)));
    }

    @Test
    void theRunFileForMlflowsAgentsIsOne() throws IOException {
        String yaml = blocks("from-mlflow.md", "yaml").getFirst().group(2);

        assertThat(RunFile.parse("run.yaml", yaml, ROOT).config().agent()).isNotNull();
    }
}
