package dev.rehearsal.formats.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseFaultsTest {
    @Test
    void tellsEveryFaultOfAYamlFileWithItsLine() {
        assertThat(faults(CaseFormat.YAML, """
                        - persona: You are calm
                          context:
                            user_id: u1
                        - goal: [1, 2]
                          personna: You are calm
                          context:
                            ok: 1
                            messages: []
                        - just text
                        - goal: ''
                          simulation_guidelines:
                            - fine
                            - 5
                        - goal: Cancel order 1
                          goal: Cancel order 2
                        - goal: Cancel order 3
                          expectations: none
                        """))
                .containsExactly(
                        "cases:1: test case 1: 'goal' is missing (found: persona, context)",
                        "cases:4: test case 2: 'goal' must be text, found a list",
                        "cases:5: test case 2: 'personna' is not a field of a test case; did you mean 'persona'?",
                        "cases:8: test case 2: 'context.messages' is reserved for what the agent is given; rename it",
                        "cases:9: test case 3: must be a map with a 'goal', found 'just text'",
                        "cases:10: test case 4: 'goal' is blank; say what the simulated user wants to achieve",
                        "cases:13: test case 4: 'simulation_guidelines[1]' must be text, found a number (5)",
                        "cases:15: key 'goal' stands twice, first on line 14",
                        "cases:17: test case 6: 'expectations' must be a map of names to values, found text");
    }

    @Test
    void tellsEveryFaultOfALinesFile() {
        assertThat(faults(CaseFormat.JSONL, """
                        {"goal": "Cancel order 1"}
                        {"goal": "Cancel order 2",}
                        [1]
                        {"inputs": {"gaol": "x"}, "expectations": {}}
                        {"inputs": "Cancel it"}
                        {"inputs": {"goal": "Cancel order 3", "expectations": {}}, "expectations": {}}
                        {"goal": "Cancel order 4"} {}
                        """))
                .satisfiesExactly(
                        fault -> assertThat(fault).startsWith("cases:2: is not JSON: "),
                        fault -> assertThat(fault)
                                .isEqualTo("cases:3: test case 3: must be a map with a 'goal', found a list"),
                        fault -> assertThat(fault)
                                .isEqualTo(
                                        "cases:4: test case 4: 'gaol' is not a field of a test case; did you mean 'goal'?"),
                        fault -> assertThat(fault)
                                .isEqualTo("cases:4: test case 4: 'goal' is missing (found: gaol, expectations)"),
                        fault -> assertThat(fault)
                                .isEqualTo("cases:5: test case 5: 'inputs' must be a map with a 'goal'"),
                        fault -> assertThat(fault)
                                .isEqualTo(
                                        "cases:6: test case 6: 'expectations' stands both in the record and in its 'inputs'"),
                        fault -> assertThat(fault).isEqualTo("cases:7: there is more after the end of the JSON value"));
    }

    @Test
    void tellsEveryFaultOfATable() {
        assertThat(faults(CaseFormat.CSV, """
                        goal,persona,contxt,context
                        Cancel order 1,"calm
                        and brief",,{x}
                        Cancel order 2
                        ,x,,
                        Cancel order 3,,,"{""input"":
                        1}"
                        """))
                .satisfiesExactly(
                        fault -> assertThat(fault).startsWith("cases:3: test case 1: 'context' is not JSON: "),
                        fault -> assertThat(fault).isEqualTo("cases:4: test case 2: has 1 cells, the header has 4"),
                        fault ->
                                assertThat(fault).isEqualTo("cases:5: test case 3: 'goal' is missing (found: persona)"),
                        fault -> assertThat(fault)
                                .isEqualTo(
                                        "cases:6: test case 4: 'context.input' is reserved for what the agent is given; rename it"));
    }

    @Test
    void tellsWhatIsWrongWithAHeader() {
        assertThat(faults(CaseFormat.CSV, "goal,,persona,goal,contxt\na,,,,x\n"))
                .containsExactly(
                        "cases:1: column 2 has no name",
                        "cases:1: column 'goal' stands twice",
                        "cases:2: test case 1: 'contxt' is not a field of a test case; did you mean 'context'?");
    }

    @Test
    void tellsAQuoteThatIsNeverClosed() {
        assertThat(faults(CaseFormat.CSV, "goal\nCancel order 1\n\"Cancel\norder 2\n"))
                .singleElement()
                .asString()
                .startsWith("cases:3: is not CSV: Missing closing quote for value");
    }

    @Test
    void tellsIdsAndCasesThatStandTwice() {
        assertThat(faults(
                        CaseFormat.YAML,
                        "- {id: a, goal: Cancel it}\n- {id: a, goal: Find it}\n- goal: Send it\n- goal: Send it\n"))
                .containsExactly(
                        "cases:2: test case 2: id 'a' stands already on line 1",
                        "cases:4: test case 4: is the same as the one on line 3; give each an 'id', leave one out, or use trials");
    }

    @Test
    void refusesFilesWithoutTestCases() {
        for (String text : List.of("", "[]", "# nothing\n", "test_cases: []")) {
            assertThat(faults(CaseFormat.YAML, text))
                    .containsExactly("cases: has no test cases; give at least one with a 'goal'");
        }
        assertThat(faults(CaseFormat.JSON, "[]")).hasSize(1);
        assertThat(faults(CaseFormat.JSONL, "\n\n")).hasSize(1);
        assertThat(faults(CaseFormat.CSV, "")).hasSize(1);
        assertThat(faults(CaseFormat.CSV, "goal,persona\n")).hasSize(1);
    }

    @Test
    void refusesWhatIsNoList() {
        assertThat(faults(CaseFormat.YAML, "test_cases: 5"))
                .containsExactly("cases:1: 'test_cases' must be a list of test cases, found a single value");
        assertThat(faults(CaseFormat.YAML, "goal: Cancel it\ntest_case: []"))
                .contains(
                        "cases:2: 'test_case' is not a key of a file of test cases; expected a list of test cases, or 'test_cases'; did you mean 'test_cases'?",
                        "cases:1: has no list 'test_cases'");
        assertThat(faults(CaseFormat.YAML, "- goal: Cancel it\n---\n- goal: Find it\n"))
                .containsExactly("cases:2: has more than one YAML document; put everything before the '---'");
        assertThat(faults(CaseFormat.JSON, "[{\"goal\": \"Cancel it\"}] 1"))
                .singleElement()
                .asString()
                .startsWith("cases:1: ");
    }

    @Test
    void tellsWhereYamlAndJsonAreBroken() {
        assertThat(faults(CaseFormat.YAML, "- goal: Cancel it\n- goal: \"Find it\n"))
                .singleElement()
                .asString()
                .startsWith("cases:3: is not YAML: ");
        assertThat(faults(CaseFormat.YAML, "- goal: Cancel it\n  a: b: c\n"))
                .singleElement()
                .asString()
                .startsWith("cases:2: is not YAML: ");
        assertThat(faults(CaseFormat.JSON, "[\n{\"goal\": \"Cancel it\"},\n{\"goal\": }]"))
                .singleElement()
                .asString()
                .startsWith("cases:3: is not JSON: ");
    }

    @Test
    void limitsAliasesAndDepth() {
        var laughs = new StringBuilder("- goal: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            laughs.append("- goal: &a")
                    .append(i)
                    .append(" [")
                    .append(String.join(", ", java.util.Collections.nCopies(10, alias)))
                    .append("]\n");
        }
        assertThat(faults(CaseFormat.YAML, laughs.toString()))
                .last()
                .asString()
                .endsWith("aliases stand for more than 10000 values");
        assertThat(faults(CaseFormat.YAML, "- goal: &a [*a]"))
                .containsExactly("cases:1: alias *a stands before its anchor or inside it");
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        assertThat(faults(CaseFormat.YAML, "- goal: " + deep))
                .last()
                .asString()
                .endsWith("is nested deeper than 64 levels");
        assertThat(faults(CaseFormat.JSON, deep)).last().asString().contains("nesting depth");
        assertThat(faults(CaseFormat.YAML, "- goal: !!java.io.File /tmp"))
                .first()
                .asString()
                .contains("is not known; leave it out");
    }

    @Test
    void tellsTheOffsetOfWhatIsNotUtf8() {
        byte[] latin = "- goal: Cancel it\n- goal: Caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        for (CaseFormat format : CaseFormat.values()) {
            assertThat(faults(format, latin))
                    .last()
                    .isEqualTo("cases:2: is not UTF-8: byte 0xE9 at offset 29; save the file as UTF-8");
        }
        byte[] cut = {'g', 'o', 'a', 'l', '\n', (byte) 0xE2, (byte) 0x82};
        assertThat(faults(CaseFormat.CSV, cut))
                .containsExactly("cases:2: is not UTF-8: byte 0xE2 at offset 5; save the file as UTF-8");
        assertThat(faults(CaseFormat.YAML, "- goal: x".getBytes(StandardCharsets.UTF_16LE)))
                .containsExactly("cases:1: holds a NUL character, so it is no UTF-8 text; save the file as UTF-8");
    }

    @Test
    void tellsFilesThatCannotBeRead(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("cases.yaml"), "- goal: Cancel it");
        Files.createDirectory(folder.resolve("folder.yaml"));
        assertThat(faults(folder.resolve("folder.yaml")))
                .containsExactly(folder.resolve("folder.yaml") + ": is a directory; name a file");
        assertThat(faults(folder.resolve("case.yaml")))
                .containsExactly(folder.resolve("case.yaml") + ": no such file; did you mean 'cases.yaml'?");
        assertThat(faults(folder.resolve("cases.txt")))
                .containsExactly(folder.resolve("cases.txt")
                        + ": is no file of test cases by its name; use .yaml, .json, .jsonl or .csv");
    }

    @Test
    void listsAThousandFaultsAndCountsTheOthers() {
        assertThat(faults(CaseFormat.JSONL, "{}\n".repeat(1_500)))
                .hasSize(1_001)
                .last()
                .isEqualTo("cases: and 500 more faults");
    }

    private static List<String> faults(CaseFormat format, String text) {
        return faults(format, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> faults(CaseFormat format, byte[] text) {
        return faults(() -> CaseFiles.parse("cases", format, text));
    }

    private static List<String> faults(Path file) {
        return faults(() -> CaseFiles.read(file));
    }

    private static List<String> faults(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        var refused = catchThrowableOfType(InvalidInputException.class, reading);
        return refused.faults().stream().map(Fault::toString).toList();
    }
}
