package dev.rehearsal.agents.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.agents.Agents;
import dev.rehearsal.agents.PythonServer;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentException;
import dev.rehearsal.simulation.AgentRequest;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server of A2A's own SDK, with the agent of examples/agents; scripts/install-python-agents brings it. */
@EnabledIfSystemProperty(named = "real", matches = "true")
class A2aSdkServerTest {
    @ParameterizedTest
    @CsvSource({"1.0,true", "1.0,false", "0.3,true", "0.3,false"})
    void speaksWithATaskThatAsksBackInEachVersionOfTheProtocol(String version, String streaming) throws Exception {
        try (var server = PythonServer.start(
                Map.of("A2A_VERSION", version, "A2A_STREAMING", streaming),
                "a2a_agent.py",
                String.valueOf(PythonServer.freePort()))) {
            Agent agent = Agents.open("a2a:" + server.address(), Map.of());

            assertThat(agent.answer(Agents.says("sim-1", "hello")).text()).isEqualTo("Hello! What can I do for you?");
            assertThat(agent.answer(Agents.says("sim-1", "Where is it?")).text())
                    .isEqualTo("Which order is it?");
            assertThat(agent.answer(Agents.says("sim-2", "Where is mine?")).text())
                    .isEqualTo("Which order is it?");
            var steps = new ArrayList<Span>();
            var asked = Agents.says("sim-1", "A-1");
            Answer answer = agent.answer(new AgentRequest(
                    asked.messages(), asked.sessionId(), asked.context(), 1, asked.calls(), steps::add));
            assertThat(answer.messages())
                    .extracting(Message::text)
                    .containsExactly("I am looking.", "Order A-1 was sent yesterday.");
            assertThat(steps).hasSize(streaming.equals("true") ? 1 : 0);
            agent.end(Agents.session("sim-1"));

            assertThatThrownBy(() -> agent.answer(Agents.says("sim-3", "break")))
                    .isInstanceOf(AgentException.class)
                    .hasMessage("the A2A agent's task is failed: The database is down.");
        }
    }
}
