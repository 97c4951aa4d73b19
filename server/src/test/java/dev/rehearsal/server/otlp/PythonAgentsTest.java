package dev.rehearsal.server.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Agents in Python, traced by OpenTelemetry's SDK and by MLflow; scripts/install-python-agents brings both. */
@EnabledIfSystemProperty(named = "real", matches = "true")
class PythonAgentsTest {
    @TempDir
    private Path folder;

    private Process start(Map<String, String> environment, String script, String... arguments) throws Exception {
        Path python = Path.of("..", "target", "python", "bin", "python")
                .toAbsolutePath()
                .normalize();
        assertThat(python).as("run scripts/install-python-agents first").exists();
        var command = new ArrayList<>(List.of(
                python.toString(),
                Path.of("src/test/python", script).toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private void run(Map<String, String> environment, String script, String... arguments) throws Exception {
        Process process = start(environment, script, arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    @Test
    void anAgentBehindHttpThatIsRehearsed() throws Exception {
        try (RunningServer server = RunningServer.start()) {
            Process agent = start(Map.of(), "http_agent.py", server.traces().toString());
            try {
                String address = agent.inputReader(StandardCharsets.UTF_8).readLine();
                SimulatedTurns.of(URI.create(String.valueOf(address)), server.store);
            } finally {
                agent.destroyForcibly().onExit().join();
            }

            for (Turn turn : SimulatedTurns.only(server.store).conversation().turns()) {
                assertThat(turn.spans())
                        .extracting(Span::name)
                        .containsExactlyInAnyOrder("answer", "execute_tool look_up");
            }
        }
    }

    @Test
    void theSdkOfOpenTelemetry() throws Exception {
        try (RunningServer server = RunningServer.start()) {
            run(Map.of(), "otel_agent.py", server.traces().toString());

            assertThat(server.talk("chat-python"))
                    .containsExactly("Where is my order? -> On its way.", "When will it be here? Grüße -> Tomorrow.");
            assertThat(server.session("chat-python").row().experiment()).isEqualTo("order-desk");
        }
    }

    @Test
    void theTracingOfMlflow() throws Exception {
        try (RunningServer server = RunningServer.start()) {
            run(
                    Map.of(
                            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                                    server.traces().toString(),
                            "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf",
                            "OTEL_SERVICE_NAME", "mlflow-desk",
                            "MLFLOW_TRACKING_URI", folder.toUri().toString(),
                            "MLFLOW_DISABLE_TELEMETRY", "true"),
                    "mlflow_agent.py");

            assertThat(server.talk("chat-mlflow"))
                    .containsExactly("Where is my order? -> On its way.", "And now? -> On its way.");
            Turn turn = server.session("chat-mlflow").conversation().turns().getFirst();
            assertThat(turn.spans()).extracting(Span::kind).containsExactly("agent", "tool", "llm");
            assertThat(turn.answer().usage()).isEqualTo(Usage.of(11, 4));
            assertThat(turn.answer().toolCalls())
                    .containsExactly(ToolCall.of("", "look_up", "{\"order\":17}")
                            .withResult("{\"status\":\"shipped\",\"order\":17}"));
        }
    }
}
