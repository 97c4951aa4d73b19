package dev.rehearsal.formats.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleCasesTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    @ParameterizedTest
    @CsvSource({"airline, 50", "retail, 114"})
    void readsTheTasksOfTau2(String domain, int size) {
        TestCases cases = CaseFiles.read(EXAMPLES.resolve(domain).resolve("cases.yaml"));
        assertThat(CaseFilesTest.valid(cases)).hasSize(size).allSatisfy(testCase -> {
            assertThat(testCase.persona()).startsWith("You");
            assertThat(testCase.context().isEmpty()).isTrue();
            assertThat(testCase.expectations().names()).contains("expected_tool_calls");
            assertThat(testCase.metadata().text("source")).contains("tau2");
        });
        assertThat(cases.hints()).isEmpty();
        assertThat(EXAMPLES.resolve(domain).resolve("LICENSE")).content().contains("MIT License", "Sierra Research");
        assertThat(Files.exists(EXAMPLES.resolve(domain).resolve("policy.md"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"airline, airline-003", "retail, retail-100"})
    void keepsWhatIsExpectedFromTheSimulatedUser(String domain, String id) {
        TestCase testCase = CaseFilesTest.valid(
                        CaseFiles.read(EXAMPLES.resolve(domain).resolve("cases.yaml")))
                .stream()
                .filter(each -> id.equals(each.id()))
                .findFirst()
                .orElseThrow();
        String told = testCase.goal() + testCase.persona() + testCase.simulationGuidelines();
        assertThat(told).doesNotContain("expected", "get_reservation_details", "Agent detects");
    }
}
