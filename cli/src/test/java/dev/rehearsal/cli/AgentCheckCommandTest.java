package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.rehearsal.conversation.Attributes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentCheckCommandTest {
    @TempDir
    private Path folder;

    private HttpServer server;
    private volatile String reply = "";
    private volatile String contentType = "application/json";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] body = reply.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", contentType);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void saysWhatCameBackAndWhatIsMissing() throws IOException {
        reply = "{\"reply\": \"I find orders.\", \"calls\": [{\"name\": \"find\", \"arguments\": {}}]}";

        Shell.Result check = new Shell().run("agent", "check", runFile("tool_calls: $.calls"));

        assertThat(check.err()).isEmpty();
        assertThat(check.code()).isZero();
        assertThat(check.out())
                .contains("✓ Answer     1 message in ", "'I find orders.'")
                .contains("✓ Tool calls find; 1 without a result")
                .contains("- Usage      not said")
                .contains("✓ Gets       the whole conversation, the session id and the context");
    }

    @Test
    void saysWhatCameInsteadOfAnAnswer() throws IOException {
        reply = "<html>Please log in</html>";

        Shell.Result check = new Shell().run("agent", "check", runFile("history: last"));

        assertThat(check.code()).isEqualTo(ExitCode.NOT_PASSED);
        assertThat(check.out())
                .contains("✗ Answer     agent_failed: an HTML page from ", "Please log in")
                .doesNotContain("Resuming");
    }

    @Test
    void takesAnAgentThatNoFileDescribes() {
        reply = "{\"reply\": \"I find orders.\"}";

        Shell.Result check = new Shell()
                .run("agent", "check", address(), "--agent-option", "kind=http", "--agent-option", "answer=$.reply");

        assertThat(check.out()).contains("✓ Answer     1 message in ", "'I find orders.'");
    }

    @Test
    void saysWhatToTryNext() {
        reply = "{\"reply\": \"I find orders.\"}";

        assertThat(new Shell().run("agent", "check", address()).out())
                .contains("✗ Answer     agent_failed: a reply from ")
                .contains("  Next       it was asked for OpenAI's chat completions; for the Responses API");
        assertThat(new Shell()
                        .run("agent", "check", address(), "--agent-option", "kind=responses")
                        .out())
                .contains("✗ Answer     agent_failed: the reply has no 'output'", "kind=chat");
        assertThat(new Shell().run("agent", "check", "a2a:" + address()).out())
                .contains("✗ Answer     agent_failed: the agent card at ")
                .contains("  Next       the address is that of the agent's card");
        assertThat(new Shell().run("agent", "check", "http://127.0.0.1:1/v1").out())
                .contains("  Next       start the agent, or look at the address");
        assertThat(new Shell().run("agent", "check", "process:no-such-command").out())
                .contains("  Next       the command is looked for on the PATH");
        assertThat(new Shell().run("agent", "check", "process:echo hello").out())
                .contains("hello'", "  Next       try it by hand", "| echo hello");
        assertThat(new Shell()
                        .run("agent", "check", address(), "--agent-option", "kind=http", "--agent-option", "answer=$.x")
                        .out())
                .contains("has nothing at $.x (it has: reply)", "  Next       say where the answer is in the reply");
        assertThat(new Shell().run("agent", "check", "nothing").err()).contains("process:COMMAND");
    }

    @Test
    void saysWhenTheFirstWordCame() {
        reply = "data: {\"choices\": [{\"delta\": {\"content\": \"Hi\"}, \"finish_reason\": \"stop\"}]}\n\n";
        contentType = "text/event-stream";

        assertThat(new Shell()
                        .run("agent", "check", address(), "--agent-option", "stream=true")
                        .out())
                .contains(", the first word after ");
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/chat";
    }

    @Test
    void writesJson() throws IOException {
        reply = "{\"reply\": \"Hi\"}";

        Shell.Result check = new Shell().run("agent", "check", runFile("history: last"), "--json");

        Attributes found = Attributes.parse(check.out());
        assertThat(found.get("answered")).contains(true);
        assertThat(found.text("answer")).contains("Hi");
        assertThat(found.text("history")).contains("last");
    }

    @Test
    void takesAnAgentByItsTarget() {
        Shell.Result check = new Shell().run("agent", "check", "demo:/order-desk", "--message", "Hello");

        assertThat(check.code()).isZero();
        assertThat(check.out()).contains("✓ Answer");
    }

    @Test
    void saysThatTheOfflineUserIsNoAgentAndWhereClassesAreLookedFor() {
        assertThat(new Shell().run("agent", "check", "offline:/").err())
                .contains("plays the simulated user", "it is no agent", "demo:/order-desk");
        assertThat(new Shell().run("agent", "check", "java:com.acme.Nowhere").err())
                .contains("com.acme.Nowhere", "REHEARSAL_CLASSPATH");
    }

    @Test
    void refusesWhatIsNoAgentAndNoContext() {
        assertThat(new Shell().run("agent", "check", "nothing").code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(new Shell().run("agent", "check", "no-such-file.yaml").code())
                .isEqualTo(ExitCode.BAD_INPUT);
        assertThat(new Shell()
                        .run("agent", "check", "demo:/order-desk", "--context", "[1]")
                        .err())
                .contains("--context");
    }

    private String runFile(String more) throws IOException {
        String yaml = """
                agent:
                  target: http://127.0.0.1:%d/chat
                  kind: http
                  answer: $.reply
                  %s
                """.formatted(server.getAddress().getPort(), more);
        return Files.writeString(folder.resolve("run.yaml"), yaml).toString();
    }
}
