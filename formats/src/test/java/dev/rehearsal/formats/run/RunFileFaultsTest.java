package dev.rehearsal.formats.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scorers.Scorers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RunFileFaultsTest {
    @TempDir
    Path folder;

    @Test
    void tellsEveryFaultWithItsLine() throws IOException {
        Files.writeString(folder.resolve("cases.yaml"), "- persona: x\n");
        assertThat(faults("""
                        experiment: support
                        agents: openai:/gpt-4o-mini
                        user_model: gpt-4o-mini
                        max_turns: 0
                        trials: many
                        budget:
                          usd: 5
                          usdd: 4
                        gate:
                          safety: high
                        scorers:
                          - safety
                          - saftey
                          - 5
                        agent_timeout: soon
                        store: [a]
                        test_cases: cases.yaml
                        """))
                .containsExactly(
                        "run.yaml:2: 'agents' is not a key of a run file; did you mean 'agent'?",
                        "run.yaml:3: 'user_model': a model is named <provider>:/<model>, for example openai:/gpt-4o-mini; found 'gpt-4o-mini'",
                        "run.yaml:4: 'max_turns' is at least 1, found 0",
                        "run.yaml:5: 'trials' must be a whole number, found 'many'",
                        "run.yaml:8: 'budget.usdd' is not known here; did you mean 'usd'?",
                        "run.yaml:10: 'gate.safety' cannot be used: the least value for safety has to be a number, found 'high'",
                        "run.yaml:13: 'scorers': there is no scorer 'saftey' (there are: "
                                + String.join(", ", Scorers.names()) + "); did you mean 'safety'?",
                        "run.yaml:14: 'scorers[2]' is a name, or has a 'name', found 5",
                        "run.yaml:15: 'agent_timeout' must be seconds, or a time with a unit such as 500ms, 30s, 5m or 1h, found 'soon'",
                        "run.yaml:16: 'store' must be text",
                        folder.resolve("cases.yaml") + ":1: test case 1: 'goal' is missing (found: persona)");
    }

    @Test
    void refusesAStoreWithItsPasswordAndDoesNotShowIt() {
        assertThat(faults("""
                        agent: openai:/gpt-4o-mini
                        store: postgresql://me:s3cret@db.example/rehearsal
                        test_cases: []
                        """))
                .contains(
                        "run.yaml:2: 'store' has a password in plain text; leave it out and set PGPASSWORD, or write it into ~/.pgpass")
                .noneMatch(fault -> fault.contains("s3cret"));
    }

    @Test
    void takesVariablesForSecretsOnlyAndSecretsAsVariablesOnly() {
        assertThat(faults("""
                        agent:
                          target: https://support.example/v1
                          api_key: sk-1234
                          headers:
                            Authorization: Bearer abc
                            X-Api-Key: ${KEY}
                            X-Team: ${TEAM}
                          system_prompt: Say ${this} as it is
                        user_model: ${MODEL}
                        allowed_providers: [openai, "${HOST}"]
                        """))
                .contains(
                        "run.yaml:3: 'agent.api_key' has a secret in plain text; put it into an environment variable and name that: ${NAME}",
                        "run.yaml:5: 'agent.headers.Authorization' has a secret in plain text; put it into an environment variable and name that: ${NAME}",
                        "run.yaml:9: 'user_model' takes no ${…}; environment variables stand for secrets only (agent.headers, agent.api_key)",
                        "run.yaml:10: 'allowed_providers' takes no ${…}; environment variables stand for secrets only (agent.headers, agent.api_key)")
                .noneMatch(
                        fault -> fault.contains("X-") || fault.contains("system_prompt") || fault.contains("sk-1234"));
    }

    @Test
    void tellsWhatIsWrongWithSystemPrompts() {
        assertThat(faults("agent: {system_prompt: a}\nsystem_prompt: b\nsystem_prompt_file: none.md"))
                .contains(
                        "run.yaml:3: has both 'system_prompt' and 'system_prompt_file'",
                        "run.yaml:1: the system prompt stands both in 'agent' and beside it",
                        "run.yaml:1: 'agent.target' is missing: a model (<provider>:/<model>) or the URL of a chat endpoint");
        assertThat(faults("system_prompt_file: none.md"))
                .containsExactly("run.yaml:1: 'system_prompt_file' cannot be used: " + folder.resolve("none.md")
                        + ": no such file");
    }

    @Test
    void refusesWhatIsNoRunFile() {
        assertThat(faults("- goal: Cancel it"))
                .singleElement()
                .asString()
                .startsWith("run.yaml:1: a run file has keys and values");
        assertThat(faults("")).hasSize(1);
        assertThat(faults("test_cases: []"))
                .containsExactly("run.yaml:1: has no test cases; give at least one with a 'goal'");
        assertThat(faults("test_cases: {goal: x}"))
                .containsExactly(
                        "run.yaml:1: 'test_cases' must be a list of test cases, the path of a file of them, or dataset:NAME");
        assertThat(faults("test_cases:\n- goal: Cancel it\n- gaol: Cancel it\n"))
                .contains("run.yaml:3: test case 2: 'gaol' is not a field of a test case; did you mean 'goal'?");
    }

    @Test
    @Timeout(120)
    void neverFailsButByRefusing() {
        String seed = """
                agent: {target: openai:/x, headers: {Authorization: "${T}", A: 5}, parameters: {temperature: 0, seed: 1}}
                budget: {usd: 2.5, time: 1h}
                scorers: [safety, {name: safety}]
                gate: {safety: 0.9}
                test_cases: [{goal: Cancel it, context: {a: [1, null]}}]
                max_turns: 5
                allowed_providers: openai
                user_parameters: {timeout: 5s, top_p: 0.5}
                """;
        List<String> pieces = List.of(
                "null",
                "[]",
                "{}",
                "5",
                "1e999999999",
                "-1",
                "'",
                ": ",
                "- ",
                "&a ",
                "*a",
                "\n",
                "x",
                "99999999999999999999",
                "${X}",
                "\u0000",
                "d",
                ".5");
        var random = new Random(11);
        for (int i = 0; i < 4_000; i++) {
            var text = new StringBuilder(seed);
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                int at = random.nextInt(text.length());
                text.replace(
                        at, Math.min(text.length(), at + random.nextInt(9)), pieces.get(random.nextInt(pieces.size())));
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            try {
                RunFile.parse("fuzz", bytes, folder);
            } catch (InvalidInputException e) {
                assertThat(e.faults()).isNotEmpty();
            } catch (Throwable e) {
                fail("input " + HexFormat.of().formatHex(bytes) + "\n" + text, e);
            }
        }
    }

    private List<String> faults(String yaml) {
        var refused = catchThrowableOfType(InvalidInputException.class, () -> RunFile.parse("run.yaml", yaml, folder));
        return refused.faults().stream().map(Fault::toString).toList();
    }
}
