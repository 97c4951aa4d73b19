package dev.rehearsal.formats.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.evaluation.Bound;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.model.Budget;
import dev.rehearsal.scoring.ScorerSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
    @TempDir
    Path folder;

    @Test
    void readsEverythingInOneFile() throws IOException {
        Files.writeString(folder.resolve("support.md"), "You help {{user_id}}.\n");
        RunFile file = read("""
                experiment: support
                agent:
                  target: https://support.example/v1
                  headers: {Authorization: "Bearer ${SUPPORT_TOKEN}", X-Team: blue}
                  parameters: {temperature: 0.2, top_k: 5}
                system_prompt_file: support.md
                user_model: openai:/gpt-4o-mini
                judge_model: anthropic:/claude-sonnet-4-20250514
                max_turns: 5
                trials: 3
                concurrency: 16
                seed: 42
                agent_timeout: 2m
                budget: {usd: 2.50, tokens: 100000, time: 1h}
                scorers: [conversation_completeness, safety]
                gate: {conversation_completeness: 0.9}
                allowed_providers: [openai, anthropic, support.example]
                prices: prices.csv
                record: replies.jsonl
                store: runs/rehearsal.db
                mlflow: http://mlflow.example:5000
                test_cases:
                  - goal: Get order 4711 refunded
                    context: {user_id: u1}
                  - goal: Cancel order 4712 for ${5}
                """);
        RunConfig config = file.config();
        assertThat(config.agent())
                .isEqualTo(new AgentSpec(
                        "https://support.example/v1",
                        "You help {{user_id}}.\n",
                        dev.rehearsal.model.ModelParameters.DEFAULT
                                .withTemperature(0.2)
                                .withMore(dev.rehearsal.conversation.Attributes.of("top_k", 5)),
                        Map.of("Authorization", "Bearer ${SUPPORT_TOKEN}", "X-Team", "blue"),
                        dev.rehearsal.conversation.Attributes.EMPTY));
        assertThat(file.systemPrompt()).isEqualTo("You help {{user_id}}.\n");
        assertThat(config.maxTurns()).isEqualTo(5);
        assertThat(config.limits().concurrency()).isEqualTo(16);
        assertThat(config.agentTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.budget()).isEqualTo(new Budget(100_000L, new BigDecimal("2.5"), Duration.ofHours(1)));
        assertThat(config.scorers())
                .containsExactly(ScorerSpec.of("conversation_completeness"), ScorerSpec.of("safety"));
        assertThat(config.gate()).containsExactly(new Bound("conversation_completeness/mean", 0.9));
        assertThat(config.prices()).isEqualTo(folder.resolve("prices.csv").toString());
        assertThat(config.record()).isEqualTo(folder.resolve("replies.jsonl").toString());
        assertThat(file.store()).isEqualTo(folder.resolve("runs/rehearsal.db").toString());
        assertThat(file.mlflow()).isEqualTo("http://mlflow.example:5000");
        assertThat(Optional.ofNullable(file.testCases()).flatMap(TestCases::size))
                .contains(2L);
    }

    @Test
    void givesTheDefaultsWhereAFileSaysNothing() {
        RunFile file = read("{}");
        assertThat(file.config()).isEqualTo(RunConfig.DEFAULT);
        assertThat(file.testCases()).isNull();
        assertThat(file.store()).isNull();
        assertThat(file.systemPrompt()).isEmpty();
    }

    @Test
    void readsTestCasesBesideTheFile() throws IOException {
        Files.writeString(folder.resolve("cases.csv"), "goal\nCancel order 1\nCancel order 2\n");
        Files.writeString(folder.resolve("run.yaml"), "test_cases: cases.csv\n");
        RunFile file = RunFile.read(folder.resolve("run.yaml"));
        assertThat(Optional.ofNullable(file.testCases()).flatMap(TestCases::size))
                .contains(2L);
    }

    @Test
    void readsJsonToo() throws IOException {
        Files.writeString(
                folder.resolve("run.json"), "{\"max_turns\": 3, \"test_cases\": [{\"goal\": \"Cancel order 1\"}]}");
        assertThat(RunFile.read(folder.resolve("run.json")).config().maxTurns()).isEqualTo(3);
    }

    @Test
    void givesTheSystemPromptToAnAgentNamedAloneOrElsewhere() {
        assertThat(read("agent: openai:/gpt-4o-mini\nsystem_prompt: Be brief")
                        .config()
                        .agent())
                .isEqualTo(AgentSpec.of("openai:/gpt-4o-mini").withSystemPrompt("Be brief"));
        assertThat(read("agent: {target: openai:/gpt-4o-mini, system_prompt: Be brief}")
                        .systemPrompt())
                .isEqualTo("Be brief");
        assertThat(read("system_prompt: Be brief").systemPrompt()).isEqualTo("Be brief");
    }

    @Test
    void keepsAddressesOfStoresAndResolvesPaths() {
        assertThat(read("store: postgresql://db.example/rehearsal").store())
                .isEqualTo("postgresql://db.example/rehearsal");
        assertThat(read("store: 'memory:'").store()).isEqualTo("memory:");
        assertThat(read("store: sqlite:a.db").store()).isEqualTo("sqlite:" + folder.resolve("a.db"));
        assertThat(read("store: ../a.db").store())
                .isEqualTo(folder.getParent().resolve("a.db").toString());
    }

    private RunFile read(String yaml) {
        return RunFile.parse("run.yaml", yaml, folder);
    }
}
