package dev.rehearsal.agents.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.agents.Agents;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.ToolCall;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** MLflow's own agent server, with the agent of examples/agents; scripts/install-python-agents brings it. */
@EnabledIfSystemProperty(named = "real", matches = "true")
class MlflowAgentServerTest {
    private static final Pattern RUNNING = Pattern.compile("running on (http://[0-9.]+:[0-9]+)");

    @TempDir
    private static Path folder;

    private static Process server;
    private static String address = "";

    @BeforeAll
    static void start() throws IOException {
        Path python = Path.of("..", "target", "python", "bin", "python")
                .toAbsolutePath()
                .normalize();
        assertThat(python).as("run scripts/install-python-agents first").exists();
        var builder = new ProcessBuilder(
                        python.toString(), "-m", "uvicorn", "mlflow_agent:app", "--host", "127.0.0.1", "--port", "0")
                .directory(Path.of("..", "examples", "agents").toFile())
                .redirectErrorStream(true);
        builder.environment().put("MLFLOW_TRACKING_URI", folder.toUri().toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        server = builder.start();
        BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
        var seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher running = RUNNING.matcher(line);
            if (running.find()) {
                address = running.group(1);
                Thread.ofVirtual().start(() -> output.lines().forEach(rest -> {}));
                return;
            }
            seen.append(line).append('\n');
        }
        throw new IllegalStateException("the server ended:\n" + seen);
    }

    @AfterAll
    static void stop() {
        server.destroyForcibly().onExit().join();
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
