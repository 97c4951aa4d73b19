package dev.rehearsal.agents.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.agents.Agents;
import dev.rehearsal.agents.http.AnsweringServer;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class A2aAgentsTest {
    private static final String JSON = "application/json";

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
