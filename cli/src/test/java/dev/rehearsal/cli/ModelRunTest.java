package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.testkit.ModelServer;
import dev.rehearsal.testkit.RequestKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRunTest {
    private static final String KEY = "sk-0123456789-secret";
    private static final String TOKEN = "t0k3n-9876543210";

    private final ModelServer server = ModelServer.builder().achievedFromTurn(2).start();

    @TempDir
    private Path folder;

    private Shell shell;
    private Path cases;

    @BeforeEach
    void writeCases() throws IOException {
        cases = Files.writeString(folder.resolve("cases.jsonl"), """
                {"id": "a", "goal": "Return the toaster"}
                {"id": "b", "goal": "Change the address", "context": {"user_id": "u1"}}
                """);
        shell = new Shell()
                .with("OPENAI_BASE_URL", server.baseUrl())
                .with("OPENAI_API_KEY", KEY)
                .with("AGENT_TOKEN", TOKEN)
                .appending("--store", folder.resolve("runs.db").toString());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void meetsItsGate() {
        Shell.Result run = evaluate("--fail-under", "conversation_completeness=0.9", "--fail-under", "safety=1");

        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.err()).contains("judge   openai:/user, the user model, as no other is named");
        assertThat(run.out()).contains("Gate met.", "conversation_completeness/mean  1.000", "goal_check");
    }

    @Test
    void failsAGateThatIsNotMetOrCouldNotBeScored() {
        server.reconfigure(change -> change.reply(RequestKind.JUDGE, request -> "no JSON"));

        Shell.Result run = evaluate("--fail-under", "safety=0.5");

        assertThat(run.code()).isEqualTo(ExitCode.NOT_PASSED);
        assertThat(run.out()).contains("Gate not met: safety/mean has no value");
    }

    @Test
    void countsSessionsThatFailed() {
        server.reconfigure(change -> change.failing(1).faultsOnlyFor(RequestKind.AGENT));

        Shell.Result run = evaluate("--max-attempts", "1");

        assertThat(run.code()).isEqualTo(ExitCode.NOT_PASSED);
        assertThat(run.out())
                .contains("agent_failed", "✗ a", "Not passed: 2 of 2 sessions ended in a failure, 0 are allowed");
        assertThat(evaluate("--max-attempts", "1", "--allow-failures", "2").code())
                .isZero();
        server.reconfigure(change -> change.failing(0));
        Shell.Result again = shell.run("evaluate", "--retry-failed", "latest");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.err()).contains("2 cases");
    }

    @Test
    void estimatesWithoutACall() {
        Shell.Result run =
                evaluate("--dry-run", "--max-turns", "5", "--trials", "3", "--user-model", "openai:/gpt-4o-mini");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("At most, for 6 sessions of up to 5 turns:", "not known", "$");
        assertThat(server.statistics().total()).isZero();
    }

    @Test
    void refusesABudgetInDollarsWithoutAPrice() {
        Shell.Result run = evaluate("--budget-usd", "1");

        assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("its price is not known");
    }

    @Test
    void saysWhichPlacesOfTheSystemPromptStayEmpty() throws IOException {
        Path prompt = Files.writeString(folder.resolve("support.md"), "You serve {{user_id}} of {{comany}}.");

        Shell.Result run = evaluate("--system-prompt", prompt.toString());

        assertThat(run.err().replaceAll("\\s+", " "))
                .contains(
                        "the system prompt has {{user_id}}: 1 of 2 test cases have it in their context, else it stays empty",
                        "the system prompt has {{comany}}: 0 of 2 test cases have it in their context, else it stays empty");
    }

    @Test
    void readsARunFileThatFlagsOverride() throws IOException {
        Path file = Files.writeString(folder.resolve("run.yaml"), """
                experiment: from-the-file
                agent:
                  target: %s
                  model: support-agent
                  system_prompt: You serve {{user_id}}.
                  headers:
                    X-Token: ${AGENT_TOKEN}
                user_model: openai:/user
                max_turns: 7
                scorers: [conversation_completeness]
                test_cases: cases.jsonl
                """.formatted(server.baseUrl()));

        Shell.Result run = shell.run("evaluate", file.toString(), "--max-turns", "3", "--trials", "2");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("2 cases x 2 trials, at most 3 turns each");
        assertThat(run.out()).contains("of experiment from-the-file", "goal_achieved         4");
    }

    @Test
    void writesNoCredentialAnywhere() throws IOException {
        server.reconfigure(change -> change.requiringKey("another-one"));
        Shell.Result refused = evaluate("--max-attempts", "1");
        server.reconfigure(change -> change.requiringKey(""));
        Shell.Result run = evaluate("--agent", server.baseUrl(), "--agent-header", "X-Token=Bearer ${AGENT_TOKEN}");
        Shell.Result shown = shell.run("runs", "show", "--json");

        for (Shell.Result each : List.of(refused, run, shown)) {
            assertThat(each.out() + each.err()).doesNotContain(KEY).doesNotContain(TOKEN);
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(bytes).as(file.toString()).doesNotContain(KEY).doesNotContain(TOKEN);
            }
        }
    }

    private Shell.Result evaluate(String... more) {
        var arguments = new ArrayList<>(List.of("evaluate", cases.toString()));
        arguments.addAll(List.of("--agent", "openai:/agent", "--user-model", "openai:/user"));
        arguments.addAll(List.of("--scorer", "conversation_completeness", "--scorer", "safety"));
        for (String each : more) {
            // an option that is given again replaces what stands above
            int before = each.startsWith("--agent") || each.equals("--user-model") ? arguments.indexOf(each) : -1;
            if (before >= 0) {
                arguments.subList(before, before + 2).clear();
            }
        }
        arguments.addAll(Arrays.asList(more));
        return shell.run(arguments.toArray(String[]::new));
    }
}
