package dev.rehearsal.agents.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.agents.Agents;
import dev.rehearsal.agents.http.AnsweringServer;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentException;
import dev.rehearsal.simulation.AgentRequest;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class A2aAgentsTest {
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";

    private final AnsweringServer server = new AnsweringServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private void card() {
        card(server.address("/rpc"));
    }

    private void card(String url) {
        server.answer(
                200,
                JSON,
                "{\"supportedInterfaces\": [{\"url\": \"" + url
                        + "\", \"protocolBinding\": \"JSONRPC\", \"protocolVersion\": \"1.0\"}]}");
    }

    private Agent agent(Map<String, String> headers) {
        return AgentProvider.openAny(
                AgentSpec.of("a2a:" + server.address("")).withHeaders(headers),
                Agents.models(Map.of("TOKEN", "t0k3n-of-the-agent")));
    }

    @Test
    void sendsTheNewestMessageWithSessionContextAndHeaders() throws Exception {
        card();
        server.answer(200, JSON, """
                {"jsonrpc": "2.0", "id": "1", "result": {"message": {"messageId": "m1", "contextId": "c1", "role": "ROLE_AGENT",
                 "parts": [{"text": "Here it is."}, {"url": "https://shop.example/bill.pdf", "filename": "bill.pdf", "mediaType": "application/pdf"},
                           {"data": {"order": 7}}]}}}""");
        Agent agent = agent(Map.of("Authorization", "Bearer ${TOKEN}"));

        String text = agent.answer(Agents.says("sim-1", "The bill, please")).text();
        agent.answer(Agents.says("sim-1", "Again"));

        assertThat(text)
                .isEqualTo(
                        "Here it is.\n\n[file bill.pdf, application/pdf: https://shop.example/bill.pdf]\n\n{\"order\":7}");
        assertThat(server.asked().get(0).address()).isEqualTo("/.well-known/agent-card.json");
        var first = server.asked().get(1);
        assertThat(first.header("authorization")).isEqualTo("Bearer t0k3n-of-the-agent");
        assertThat(first.header("a2a-version")).isEqualTo("1.0");
        assertThat(first.body())
                .contains("\"method\":\"SendMessage\"", "\"text\":\"The bill, please\"", "\"session_id\":\"sim-1\"")
                .contains("\"context\":{\"name\":\"Zoë\"}")
                .doesNotContain("contextId");
        assertThat(server.asked().get(2).body()).contains("\"contextId\":\"c1\"");
    }

    @Test
    void waitsForATaskThatIsAtWorkAndSaysNothingTwice() throws Exception {
        card();
        String task = "{\"id\": \"t1\", \"contextId\": \"c1\", \"status\": {\"state\": \"%s\"}, \"history\": "
                + "[{\"messageId\": \"a\", \"role\": \"ROLE_AGENT\", \"parts\": [{\"text\": \"One moment.\"}]}]%s}";
        server.answer(200, JSON, "{\"result\": {\"task\": " + task.formatted("TASK_STATE_WORKING", "") + "}}");
        server.answer(
                200,
                JSON,
                "{\"result\": "
                        + task.formatted(
                                "TASK_STATE_COMPLETED",
                                ", \"artifacts\": [{\"artifactId\": \"b\", \"parts\": [{\"text\": \"It was sent.\"}]}]")
                        + "}");
        Agent agent = agent(Map.of());

        assertThat(agent.answer(Agents.says("sim-1", "Where is it?")).text()).isEqualTo("One moment.\n\nIt was sent.");
        assertThat(agent.answer(Agents.says("sim-1", "Where is it?")).messages())
                .isEmpty();
        assertThat(server.asked().get(2).body()).contains("\"method\":\"GetTask\"", "\"id\":\"t1\"");
    }

    private static String events(String... results) {
        return Stream.of(results)
                .map(result -> "data: {\"jsonrpc\": \"2.0\", \"id\": \"1\", \"result\": " + result + "}\n\n")
                .collect(Collectors.joining());
    }

    private static final String SUBMITTED =
            "{\"task\": {\"id\": \"t1\", \"contextId\": \"c1\", \"status\": {\"state\": \"TASK_STATE_SUBMITTED\"}}}";

    private static String status(String state, String text) {
        return "{\"statusUpdate\": {\"taskId\": \"t1\", \"contextId\": \"c1\", \"status\": {\"state\": \"TASK_STATE_"
                + state + "\""
                + (text.isEmpty()
                        ? ""
                        : ", \"message\": {\"messageId\": \"" + text + "\", \"parts\": [{\"text\": \"" + text + "\"}]}")
                + "}}}";
    }

    private static String artifact(String text, boolean append) {
        return "{\"artifactUpdate\": {\"taskId\": \"t1\", \"contextId\": \"c1\", \"append\": " + append
                + ", \"artifact\": {\"artifactId\": \"a\", \"parts\": [{\"text\": \"" + text + "\"}]}}}";
    }

    private void streamingCard() {
        server.answer(
                200,
                JSON,
                "{\"capabilities\": {\"streaming\": true}, \"supportedInterfaces\": [{\"url\": \"/rpc\","
                        + " \"protocolBinding\": \"JSONRPC\", \"protocolVersion\": \"1.0\"}]}");
    }

    @Test
    void putsAStreamTogetherAndKeepsTheTimeToTheFirstWord() throws Exception {
        streamingCard();
        server.answer(
                200,
                EVENTS,
                events(
                        SUBMITTED,
                        status("WORKING", "One moment."),
                        artifact("It was ", false),
                        artifact("sent.", true),
                        status("COMPLETED", "")));
        var steps = new ArrayList<Span>();
        var asked = Agents.says("sim-1", "Where is it?");

        Answer answer = agent(Map.of())
                .answer(new AgentRequest(
                        asked.messages(), asked.sessionId(), asked.context(), 1, asked.calls(), steps::add));

        assertThat(answer.messages()).extracting(Message::text).containsExactly("One moment.", "It was sent.");
        assertThat(steps).singleElement().extracting(Span::name).isEqualTo("first word");
        assertThat(server.asked().get(1).body()).contains("\"method\":\"SendStreamingMessage\"");
        assertThat(server.asked().get(1).header("accept")).isEqualTo("text/event-stream");
    }

    @Test
    void asksForTheTaskWhereAStreamBreaksOff() throws Exception {
        streamingCard();
        server.breakOff(EVENTS, events(SUBMITTED, artifact("It was ", false), artifact("se", true)));
        server.answer(
                200,
                JSON,
                "{\"result\": {\"id\": \"t1\", \"contextId\": \"c1\", \"status\": {\"state\": \"TASK_STATE_COMPLETED\"},"
                        + " \"artifacts\": [{\"artifactId\": \"a\", \"parts\": [{\"text\": \"It was sent.\"}]}]}}");

        assertThat(agent(Map.of()).answer(Agents.says("sim-1", "Where is it?")).text())
                .isEqualTo("It was sent.");
        assertThat(server.asked().get(2).body()).contains("\"method\":\"GetTask\"", "\"id\":\"t1\"");
    }

    @Test
    void saysWhatIsWrongWithAStream() {
        streamingCard();
        server.breakOff(EVENTS, "");
        server.answer(200, EVENTS, "");
        server.answer(200, EVENTS, "data: not yet\n\n");
        server.answer(200, JSON, "{\"error\": {\"code\": -32004, \"message\": \"Streaming is not supported\"}}");
        Agent agent = agent(Map.of());

        assertThatThrownBy(() -> agent.answer(Agents.says("sim-1", "Hi")))
                .hasMessageContaining("no answer from", "the reply broke off");
        assertThatThrownBy(() -> agent.answer(Agents.says("sim-1", "Hi")))
                .hasMessage("the A2A agent's stream ended without a message or a task");
        assertThatThrownBy(() -> agent.answer(Agents.says("sim-1", "Hi")))
                .hasMessage("the A2A agent's stream has an event that is no JSON: 'not yet'");
        assertThatThrownBy(() -> agent.answer(Agents.says("sim-1", "Hi")))
                .hasMessage("the A2A agent refused SendStreamingMessage (-32004): Streaming is not supported");
    }

    @Test
    void streamsNotWhereItIsToldNotTo() throws Exception {
        streamingCard();
        server.answer(
                200, JSON, "{\"result\": {\"message\": {\"messageId\": \"m\", \"parts\": [{\"text\": \"Yes.\"}]}}}");

        Agents.open("a2a:" + server.address(""), Map.of("stream", false)).answer(Agents.says("sim-1", "Hi"));

        assertThat(server.asked().get(1).body()).contains("\"method\":\"SendMessage\"");
    }

    @Test
    void saysWhatIsWrong() {
        server.answer(404, "text/html", "<html>not here</html>");
        assertThatThrownBy(() -> agent(Map.of()).answer(Agents.says("sim-1", "Hi")))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("there is no agent card: 404 from");
    }

    @Test
    void namesWhatACardOffersInstead() {
        server.answer(
                200,
                JSON,
                "{\"supportedInterfaces\": [{\"url\": \"http://x.example\", \"protocolBinding\": \"GRPC\", \"protocolVersion\": \"1.0\"}]}");

        assertThatThrownBy(() -> agent(Map.of()).answer(Agents.says("sim-1", "Hi")))
                .hasMessageContaining("names no JSON-RPC interface", "(found: GRPC 1.0 at http://x.example)");
    }

    @Test
    void sendsSecretsToNoOtherHost() {
        card("http://localhost:1/rpc");

        assertThatThrownBy(
                        () -> agent(Map.of("Authorization", "Bearer ${TOKEN}")).answer(Agents.says("sim-1", "Hi")))
                .hasMessageContaining("names an interface at another place, http://localhost:1/rpc");
    }

    @Test
    void tellsWhatTheAgentRefuses() {
        card();
        server.answer(
                200,
                JSON,
                "{\"jsonrpc\": \"2.0\", \"id\": \"1\", \"error\": {\"code\": -32601, \"message\": \"Method not found\"}}");

        assertThatThrownBy(() -> agent(Map.of()).answer(Agents.says("sim-1", "Hi")))
                .hasMessage("the A2A agent refused SendMessage (-32601): Method not found");
    }

    @Test
    void refusesWhatItCannotUse() {
        assertThatThrownBy(() -> Agents.open("a2a:agent.example", Map.of("cards", 1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("agent.cards: is not an option")
                .hasMessageContaining("write 'a2a:' and the http(s) address");
    }
}
