package dev.rehearsal.formats.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseFilesTest {
    private static final TestCase BOTH = TestCase.builder()
            .id("refund-1")
            .goal("Get order 4711 refunded")
            .persona("You are 退款 impatient 😀")
            .context("user_id", "u1")
            .context("vip", true)
            .expectation("expected_facts", List.of("5 days"))
            .simulationGuidelines("Give the number only when asked", "Never say thank you")
            .tag("area", "refunds")
            .build();

    @Test
    void readsYaml() {
        assertThat(cases(CaseFormat.YAML, """
                        - id: refund-1
                          goal: Get order 4711 refunded
                          persona: You are 退款 impatient 😀
                          context: {user_id: u1, vip: true}
                          expectations:
                            expected_facts: [5 days]
                          simulation_guidelines:
                            - Give the number only when asked
                            - Never say thank you
                          tags: {area: refunds}
                        - goal: Cancel order 4712
                        """)).containsExactly(BOTH, TestCase.of("Cancel order 4712"));
    }

    @Test
    void readsAListUnderTheKeyTestCases() {
        assertThat(cases(CaseFormat.YAML, "test_cases:\n- goal: Cancel order 4712\n"))
                .containsExactly(TestCase.of("Cancel order 4712"));
        assertThat(cases(CaseFormat.JSON, "{\"test_cases\": [{\"goal\": \"Cancel order 4712\"}]}"))
                .containsExactly(TestCase.of("Cancel order 4712"));
    }

    @Test
    void readsJsonLinesAndRecordsOfDatasets() {
        assertThat(cases(CaseFormat.JSONL, """
                        {"id": "refund-1", "goal": "Get order 4711 refunded", "persona": "You are 退款 impatient 😀", \
                        "context": {"user_id": "u1", "vip": true}, "expectations": {"expected_facts": ["5 days"]}, \
                        "simulation_guidelines": ["Give the number only when asked", "Never say thank you"], "tags": {"area": "refunds"}}

                        {"inputs": {"goal": "Cancel order 4712", "context": {"user_id": "u2"}}, "expectations": {"state": "cancelled"}, \
                        "dataset_record_id": "dr-1", "source": {"source_type": "HUMAN"}, "created_by": null}
                        """))
                .containsExactly(
                        BOTH,
                        TestCase.builder()
                                .id("dr-1")
                                .goal("Cancel order 4712")
                                .context("user_id", "u2")
                                .expectation("state", "cancelled")
                                .metadata(dev.rehearsal.conversation.Attributes.of(
                                        "source", java.util.Map.of("source_type", "HUMAN")))
                                .build());
    }

    @Test
    void readsTablesWithCommasSemicolonsOrTabs() {
        String table = """
                goal,id,persona,context,expectations,simulation_guidelines,tags
                Get order 4711 refunded,refund-1,You are 退款 impatient 😀,"{""user_id"": ""u1"", ""vip"": true}",\
                "{""expected_facts"": [""5 days""]}","[""Give the number only when asked"", ""Never say thank you""]","{""area"": ""refunds""}"

                Cancel order 4712,,,,,,
                """;
        assertThat(cases(CaseFormat.CSV, table)).containsExactly(BOTH, TestCase.of("Cancel order 4712"));
        assertThat(cases(CaseFormat.CSV, "goal;persona\r\nCancel order 4712;\r\n"))
                .containsExactly(TestCase.of("Cancel order 4712"));
        assertThat(cases(CaseFormat.CSV, "goal\tpersona\nCancel order 4712\t"))
                .containsExactly(TestCase.of("Cancel order 4712"));
    }

    @Test
    void acceptsAByteOrderMark() {
        byte[] text = "\uFEFFgoal\nCancel order 4712\n".getBytes(StandardCharsets.UTF_8);
        assertThat(valid(CaseFiles.parse("cases.csv", CaseFormat.CSV, text)))
                .containsExactly(TestCase.of("Cancel order 4712"));
    }

    @Test
    void readsGuidelinesThatAreOneText() {
        assertThat(cases(CaseFormat.CSV, "goal,simulation_guidelines\nCancel order 4712,\"[polite] be brief\"\n"))
                .containsExactly(TestCase.builder()
                        .goal("Cancel order 4712")
                        .simulationGuidelines("[polite] be brief")
                        .build());
    }

    @Test
    void takesWordsThatLookLikeOldYamlBooleansDatesAndPostalCodesAsText() {
        assertThat(cases(
                        CaseFormat.YAML,
                        "- {goal: Cancel it, context: {a: no, b: 2024-05-01, c: 01234, d: 12, e: 1.5}}"))
                .containsExactly(TestCase.builder()
                        .goal("Cancel it")
                        .context("a", "no")
                        .context("b", "2024-05-01")
                        .context("c", "01234")
                        .context("d", 12)
                        .context("e", 1.5)
                        .build());
    }

    @Test
    void sharesPartsByAliasAndMerge() {
        assertThat(cases(CaseFormat.YAML, """
                        - &first {goal: Cancel order 4712, persona: &angry You are angry}
                        - {goal: Return order 4713, persona: *angry}
                        - {<<: *first, goal: Find order 4714}
                        """)).extracting(TestCase::persona).containsOnly("You are angry");
    }

    @Test
    void readsAFileAgainEachTimeItIsOpened(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(folder.resolve("cases.yml"), "- goal: Cancel order 4712\n- goal: Find order 4713\n");
        TestCases cases = CaseFiles.read(file);
        assertThat(cases.size()).contains(2L);
        assertThat(valid(cases)).isEqualTo(valid(cases)).hasSize(2);
    }

    @Test
    void givesAFileThatChangedSinceAsInvalidItems(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("cases.jsonl"), "{\"goal\": \"Cancel order 4712\"}\n");
        TestCases cases = CaseFiles.read(file);
        Files.writeString(file, "oops\n{\"goal\": \"Cancel order 4712\"}\n{\"goal\": 5}\n");
        try (var items = cases.open()) {
            assertThat(items.map(Object::getClass).map(Class::getSimpleName))
                    .containsExactly("Invalid", "Valid", "Invalid");
        }
    }

    @Test
    void hintsAtGoalsWithoutAnOutcome() {
        TestCases cases = CaseFiles.parse(
                "cases.yaml", CaseFormat.YAML, "- goal: Cancel order 4712\n- goal: Get help\n- goal: 帮助\n");
        assertThat(cases.hints())
                .singleElement()
                .asString()
                .startsWith("cases.yaml:2: test case 2: goal 'Get help' names no outcome");
    }

    private static List<TestCase> cases(CaseFormat format, String text) {
        return valid(CaseFiles.parse("cases", format, text));
    }

    static List<TestCase> valid(TestCases cases) {
        try (var items = cases.open()) {
            return items.map(item -> ((CaseItem.Valid) item).testCase()).toList();
        }
    }
}
