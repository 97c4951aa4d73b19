package dev.rehearsal.agents.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.agents.Agents;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.simulation.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The agents of examples/agents, in their own languages. */
@EnabledIfSystemProperty(named = "real", matches = "true")
class ExampleAgentsTest {
    private static final Path FOLDER = Path.of("..", "examples", "agents");

    @ParameterizedTest
    @CsvSource({"python3, agent.py", "node, agent.mjs"})
    void answersWithToolCallsAndUsage(String program, String file) throws Exception {
        Agent agent = Agents.open("process:" + program + " " + file, Map.of("folder", FOLDER.toString()));
        try {
            Answer answer = agent.answer(Agents.says("sim-1", "Where is my \"order\"? äöü"));

            assertThat(answer.text()).isEqualTo("Hello Zoë, you said: Where is my \"order\"? äöü");
            assertThat(answer.toolCalls()).extracting(ToolCall::name).containsExactly("look_up");
            assertThat(answer.usage()).isEqualTo(Usage.of(1, 1));
        } finally {
            agent.end(Agents.session("sim-1"));
        }
    }

    @ParameterizedTest
    @CsvSource({"agent.py", "agent.mjs"})
    void isShort(String file) throws IOException {
        assertThat(Files.readAllLines(FOLDER.resolve(file))).hasSizeLessThan(20);
    }
}
