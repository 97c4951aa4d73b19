package dev.rehearsal.agents.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.agents.Agents;
import dev.rehearsal.agents.PythonServer;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.ToolCall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** MLflow's own agent server, with the agent of examples/agents; scripts/install-python-agents brings it. */
@EnabledIfSystemProperty(named = "real", matches = "true")
class MlflowAgentServerTest {
    @TempDir
    private static Path folder;

    private static PythonServer server;
    private static String address = "";

    @BeforeAll
    static void start() throws IOException {
        server = PythonServer.start(
                Map.of("MLFLOW_TRACKING_URI", folder.toUri().toString()),
                "-m",
                "uvicorn",
                "mlflow_agent:app",
                "--host",
                "127.0.0.1",
                "--port",
                "0");
        address = server.address();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void answersWithCallsAndResults() throws Exception {
        Answer answer = Agents.open(address + "/invocations", Map.of("kind", "invocations"))
                .answer(Agents.says("sim-1", "Grüße"));

        assertThat(answer.text()).isEqualTo("Conversation sim-1: you said Grüße");
        assertThat(answer.toolCalls())
                .containsExactly(ToolCall.of("c1", "look_up", "{}").withResult("nothing"));
    }

    @Test
    void answersByStream() throws Exception {
        Answer answer = Agents.open(address + "/invocations", Map.of("kind", "invocations", "stream", true))
                .answer(Agents.says("sim-1", "Grüße"));

        assertThat(answer.text()).isEqualTo("Conversation sim-1: you said Grüße");
    }
}
