package dev.rehearsal.formats.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.rehearsal.input.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CaseFuzzTest {
    private static final int MUTATIONS = 4_000;
    private static final List<String> SEEDS = List.of("""
            - &first
              id: a-1
              goal: |
                Cancel order 4711
                and get the money back
              persona: "You are \\u00e9 calm"
              context: {user_id: u1, list: [1, 2.5, true, null, ~]}
              simulation_guidelines: [be brief, 'never ''thank''']
            - <<: *first
              id: b
              goal: >-
                Find order 4712
              tags: [x, !!str y]
            """, """
            {"test_cases": [{"id": "a-1", "goal": "Cancel order 4711", "context": {"user_id": "u1", "list": [1, -2.5e10, true, null]}},
            {"inputs": {"goal": "Find it \\u00e9\\ud83d\\ude00"}, "expectations": {"a": {"b": []}}, "source": {"x": 1}}]}
            """, """
            {"id": "a-1", "goal": "Cancel order 4711", "context": {"user_id": "u1", "list": [1, -2.5e10, true, null]}}
            {"inputs": {"goal": "Find it \\u00e9"}, "expectations": {"a": {"b": []}}, "tags": {"x": "y"}}
            """, """
            goal,id,context,simulation_guidelines,metadata
            "Cancel order ""4711""
            now",a-1,"{""user_id"": ""u1""}","[""be brief"", 5]",
            Find é 😀,b,,be brief,"{""a"": [1, 2]}"
            """);
    private static final List<String> PIECES = List.of(
            "&a ",
            "*a",
            "<<: ",
            "- ",
            ": ",
            "? ",
            "|",
            ">-",
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "!!binary ",
            "!x ",
            "\t",
            "\r",
            "\u0085",
            "\u2028",
            "\uFEFF",
            "\u0000",
            "\u0007",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "'",
            ",",
            ";",
            "\\",
            "\\u",
            "\\x",
            "#",
            "@",
            "`",
            "1e999999999",
            "-0",
            "9".repeat(1_200),
            "null",
            "goal",
            "inputs",
            "test_cases: ",
            "{}",
            "[]",
            "\n",
            "\n  ");

    @ParameterizedTest
    @EnumSource(CaseFormat.class)
    @Timeout(120)
    void neverFailsButByRefusing(CaseFormat format) {
        var random = new Random(20_240_601L + format.ordinal());
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] text = mutated(
                    SEEDS.get(random.nextInt(5) == 0 ? random.nextInt(SEEDS.size()) : format.ordinal()), random);
            try {
                CaseFilesTest.valid(CaseFiles.parse("fuzz", format, text));
            } catch (InvalidInputException e) {
                assertThat(e.faults())
                        .isNotEmpty()
                        .allSatisfy(fault -> assertThat(fault.place()).startsWith("fuzz"));
                refused++;
            } catch (Throwable e) {
                fail("input " + HexFormat.of().formatHex(text), e);
            }
        }
        assertThat(refused).isBetween(MUTATIONS / 4, MUTATIONS - 1);
    }

    private static byte[] mutated(String seed, Random random) {
        byte[] text = seed.getBytes(StandardCharsets.UTF_8);
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            int at = random.nextInt(text.length + 1);
            int until = Math.min(text.length, at + random.nextInt(8));
            byte[] between = switch (random.nextInt(5)) {
                case 0 -> new byte[0];
                case 1 -> new byte[] {(byte) random.nextInt(256)};
                case 2 ->
                    PIECES.get(random.nextInt(PIECES.size()))
                            .repeat(1 + random.nextInt(3))
                            .getBytes(StandardCharsets.UTF_8);
                case 3 -> Arrays.copyOfRange(text, random.nextInt(at + 1), at);
                default -> {
                    until = at;
                    yield PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8);
                }
            };
            byte[] next = new byte[at + between.length + text.length - until];
            System.arraycopy(text, 0, next, 0, at);
            System.arraycopy(between, 0, next, at, between.length);
            System.arraycopy(text, until, next, at + between.length, text.length - until);
            text = next;
        }
        return text;
    }
}
