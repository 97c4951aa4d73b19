package dev.rehearsal.cli.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.input.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class RunFlagsTest {
    private static final RunConfig FILE = RunConfig.from(Attributes.from(Map.of(
            "agent",
            Map.of(
                    "target", "https://one.example/v1",
                    "system_prompt", "Be kind.",
                    "parameters", Map.of("temperature", 0.5, "top_p", 0.9),
                    "headers", Map.of("Authorization", "Bearer ${TOKEN}"),
                    "model", "support"),
            "max_turns",
            7,
            "budget",
            Map.of("usd", 5, "tokens", 1000),
            "scorers",
            List.of("safety"))));

    @Command
    private static final class Nothing implements Runnable {
        @Override
        public void run() {}
    }

    @Test
    void haveOneForEveryValueOfAConfiguration() {
        Set<String> set =
                RunFlag.ALL.stream().map(flag -> flag.key().split("\\.")[0]).collect(Collectors.toSet());

        assertThat(set).containsExactlyInAnyOrderElementsOf(RunConfig.KEYS);
        assertThat(RunFlag.ALL.stream().map(RunFlag::name)).doesNotHaveDuplicates();
    }

    @Test
    void showTheDefaultsThatTheConfigurationDeclares() {
        assertThat(RunFlag.ALL.stream()
                        .filter(flag -> flag.name().equals("--max-turns"))
                        .map(RunFlag::help))
                .containsExactly("The most turns of a conversation (default: " + RunConfig.DEFAULT.maxTurns() + ").");
    }

    @Test
    void leaveAloneWhatTheyDoNotSet() {
        assertThat(over(FILE)).isEqualTo(FILE);
    }

    @Test
    void overrideSingleValues() {
        RunConfig config = over(
                FILE,
                "--max-turns=3",
                "--budget-usd=1.5",
                "--scorer=safety",
                "--scorer=conversation_completeness",
                "--no-spare-messages",
                "--call-timeout=30s",
                "--fail-under=safety=0.9",
                "--user-param=temperature=0.7",
                "--user-param=reasoning_effort=low");

        assertThat(config.maxTurns()).isEqualTo(3);
        assertThat(config.budget().usd()).isEqualByComparingTo("1.5");
        assertThat(config.budget().tokens()).isEqualTo(1000);
        assertThat(config.scorers())
                .extracting(each -> each.name())
                .containsExactly("safety", "conversation_completeness");
        assertThat(config.spareMessages()).isFalse();
        assertThat(config.limits().timeout()).hasSeconds(30);
        assertThat(config.gate()).hasSize(1);
        assertThat(config.userParameters().temperature()).isEqualTo(0.7);
        assertThat(config.userParameters().more().text("reasoning_effort")).contains("low");
        assertThat(config.agent()).isEqualTo(FILE.agent());
    }

    @Test
    void sendNoHeadersThatWereMeantForAnotherAgent() {
        AgentSpec other = over(FILE, "--agent=https://two.example/v1").agent();

        assertThat(other).isNotNull();
        assertThat(other.headers()).isEmpty();
        assertThat(other.options()).isEqualTo(Attributes.EMPTY);
        assertThat(other.systemPrompt()).isEqualTo("Be kind.");
        assertThat(other.parameters().topP()).isEqualTo(0.9);
        assertThat(over(FILE, "--agent=https://one.example/v1").agent()).isEqualTo(FILE.agent());
    }

    @Test
    void mergeWhatTheAgentIsGiven() {
        AgentSpec agent = over(
                        FILE,
                        "--agent-param=temperature=0",
                        "--agent-header=X-Team=support",
                        "--agent-option=model=other")
                .agent();

        assertThat(agent).isNotNull();
        assertThat(agent.parameters().temperature()).isZero();
        assertThat(agent.parameters().topP()).isEqualTo(0.9);
        assertThat(agent.headers()).containsOnlyKeys("Authorization", "X-Team");
        assertThat(agent.options().text("model")).contains("other");
    }

    @Test
    void nameTheFlagThatIsWrong() {
        assertThatThrownBy(() -> over(FILE, "--budget-usd=much", "--agent-param=hot"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--budget-usd: must be a number")
                .hasMessageContaining("--agent-param: expected NAME=VALUE, found 'hot'");
    }

    private static RunConfig over(RunConfig base, String... arguments) {
        var flags = new RunFlags();
        var line = new CommandLine(new Nothing());
        flags.addTo(line.getCommandSpec(), Set.of(Section.values()));
        line.parseArgs(arguments);
        return flags.over(base);
    }
}
