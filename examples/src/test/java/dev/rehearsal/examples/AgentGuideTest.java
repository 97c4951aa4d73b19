package dev.rehearsal.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.formats.run.RunFile;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Prices;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import dev.rehearsal.simulation.AgentSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every run file of docs/agents.md describes an agent that answers. */
class AgentGuideTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String ANSWER = "It was sent.";

    private static final Map<String, String> REPLIES = Map.of(
            "/v1/chat/completions",
            "data: {\"choices\": [{\"delta\": {\"content\": \"" + ANSWER + "\"}, \"finish_reason\": \"stop\"}]}\n\n",
            "/chat",
            "{\"result\": {\"text\": \"" + ANSWER + "\", \"calls\": []}, \"usage\": {\"input_tokens\": 1}}",
            "/reset",
            "{}",
            "/.well-known/agent-card.json",
            "{\"url\": \"/a2a\", \"protocolVersion\": \"0.3.0\"}",
            "/a2a",
            "{\"result\": {\"kind\": \"message\", \"messageId\": \"1\", \"parts\": [{\"kind\": \"text\", \"text\": \""
                    + ANSWER + "\"}]}}",
            "/v1/responses",
            "{\"output\": [{\"type\": \"message\", \"content\": \"" + ANSWER + "\"}]}",
            "/invocations",
            "data: {\"type\": \"response.output_item.done\", \"item\": {\"type\": \"message\", \"content\": \"" + ANSWER
                    + "\"}}\n\ndata: [DONE]\n\n");

    @TempDir
    private Path folder;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", AgentGuideTest::reply);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void reply(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String reply = REPLIES.get(exchange.getRequestURI().getPath());
        byte[] body = String.valueOf(reply).getBytes(StandardCharsets.UTF_8);
        boolean stream = body.length > 5 && new String(body, 0, 5, StandardCharsets.UTF_8).equals("data:");
        exchange.getResponseHeaders().add("Content-Type", stream ? "text/event-stream" : "application/json");
        exchange.sendResponseHeaders(reply == null ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    static Stream<String> runFiles() throws IOException {
        String guide = Files.readString(ROOT.resolve("docs/agents.md"));
        return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(guide)
                .results()
                .map((MatchResult found) -> found.group(1));
    }

    @Test
    void hasARunFileForEachKindOfAgent() throws IOException {
        assertThat(runFiles()).hasSize(9);
    }

    @ParameterizedTest
    @MethodSource("runFiles")
    void answers(String yaml) throws Exception {
        assumeTrue(!yaml.contains("python3") || Boolean.getBoolean("real"), "starts Python");
        String here = "http://127.0.0.1:" + server.getAddress().getPort();
        String filled = yaml.replace("http://127.0.0.1:8000", here)
                .replace("folder: ", "folder: " + ROOT.toString().replace('\\', '/') + "/")
                .replace("mcp:python3", "mcp:" + ROOT.resolve("target/python/bin/python"));
        AgentSpec spec = RunFile.read(Files.writeString(folder.resolve("run.yaml"), filled))
                .config()
                .agent();
        assertThat(spec).isNotNull();
        var models = new ModelClients(
                new ModelSettings(Map.of("AGENT_TOKEN", "t0k3n-of-the-agent"), null, List.of(), 0),
                ModelLimits.DEFAULT,
                Prices.bundled());
        Agent agent = AgentProvider.openAny(spec, models);
        var session = new AgentSession(
                SessionId.of("sim-1"), TestCase.builder().goal("Find the order").build(), 1);

        agent.begin(session);
        Answer answer = agent.answer(
                new AgentRequest(List.of(Message.user("Where is it?")), session.sessionId(), Attributes.EMPTY, 1));
        agent.end(session);

        assertThat(answer.text())
                .isIn(
                        ANSWER,
                        "Hello there, you said: Where is it?",
                        "Hello! What can I do for you?",
                        "sim-1: message 1, you said Where is it?");
    }
}
