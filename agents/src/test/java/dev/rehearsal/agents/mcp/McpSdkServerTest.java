package dev.rehearsal.agents.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.agents.Agents;
import dev.rehearsal.agents.PythonServer;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The server of MCP's own SDK, with the tool of examples/agents; scripts/install-python-agents brings it. */
@EnabledIfSystemProperty(named = "real", matches = "true")
class McpSdkServerTest {
    private static final String FOLDER = Path.of("..", "examples", "agents").toString();

    @Test
    void talksToACommand() throws Exception {
        Agent agent = Agents.open("mcp:" + PythonServer.python() + " mcp_agent.py", Map.of("folder", FOLDER));

        talks(agent);

        agent.end(Agents.session("sim-1"));
        agent.release();
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    @Test
    void talksToAnAddress() throws Exception {
        try (var server =
                PythonServer.start(Map.of(), "mcp_agent.py", "http", String.valueOf(PythonServer.freePort()))) {
            Agent agent = Agents.open("mcp:" + server.address() + "/mcp", Map.of("tool", "talk"));

            talks(agent);

            agent.end(Agents.session("sim-1"));
            agent.release();
        }
    }

    private static void talks(Agent agent) throws Exception {
        assertThat(agent.answer(Agents.says("sim-1", "Grüße")).text()).isEqualTo("sim-1: message 1, you said Grüße");
        assertThat(agent.answer(Agents.says("sim-1", "Again")).text()).isEqualTo("sim-1: message 1, you said Again");
        assertThat(agent.answer(Agents.says("sim-2", "Hi")).text()).isEqualTo("sim-2: message 1, you said Hi");
        assertThatThrownBy(() -> agent.answer(Agents.says("sim-1", "break")))
                .isInstanceOf(AgentException.class)
                .hasMessage("the MCP tool failed: Error executing tool talk");
    }

    @Test
    void saysWhichToolsThereAreAndWhatACommandDid() {
        Agent agent =
                Agents.open("mcp:" + PythonServer.python() + " mcp_agent.py", Map.of("folder", FOLDER, "tool", "chat"));

        assertThatThrownBy(() -> agent.answer(Agents.says("sim-1", "Hi")))
                .hasMessage("the MCP server has no tool 'chat' (it has: talk)");
        agent.release();
    }
}
