package dev.rehearsal.agents.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.agents.Agents;
import dev.rehearsal.agents.http.AnsweringServer;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class McpAgentsTest {
    private static final String JSON = "application/json";

    private final AnsweringServer server = new AnsweringServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void saysWhatAnAddressAnsweredInstead() {
        server.answer(200, "text/html", "<html>Log in first</html>");
        fails(
                "mcp:" + server.address("/mcp"),
                "an HTML page from " + server.address("/mcp") + ", where JSON was expected");
    }

    @Test
    void followsNoRedirect() {
        server.answer(302, "text/html", "", "Location: http://localhost:1/");
        fails(
                "mcp:" + server.address("/mcp"),
                "302 from " + server.address("/mcp") + ", a redirect to http://localhost:1/");
    }

    @Test
    void saysThatNobodyIsThere() {
        fails("mcp:http://127.0.0.1:1/mcp", "no answer from http://127.0.0.1:1/mcp: nobody answers there");
    }

    @Test
    void saysThatACommandEnded() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        fails("mcp:" + java + " --version", "the agent's process ended with exit code 0 before it answered");
    }

    @Test
    void saysThatACommandIsNotThere() {
        fails("mcp:no-such-command-anywhere", "the agent's process cannot be started");
    }

    private static final String INITIALIZED =
            "{\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": {\"protocolVersion\": \"2025-03-26\"}}";

    private void offers(String parameters) {
        server.answer(200, JSON, INITIALIZED, "Mcp-Session-Id: s-1")
                .answer(202, JSON, "")
                .answer(
                        200,
                        "text/event-stream",
                        "data: {\"jsonrpc\": \"2.0\", \"method\": \"notifications/message\"}\n\ndata: {\"jsonrpc\": \"2.0\", \"id\": 2, \"result\":"
                                + " {\"tools\": [{\"name\": \"talk\", \"inputSchema\": {\"properties\": " + parameters
                                + ", \"required\": [\"secret\"]}}]}}\n\n");
    }

    @Test
    void givesAToolWhatItsParametersAreCalled() throws Exception {
        offers("{\"question\": {}, \"thread_id\": {}, \"context\": {}, \"colour\": {}}");
        server.answer(200, JSON, """
                {"jsonrpc": "2.0", "id": 3, "result": {"content": [{"type": "text", "text": "One"},
                 {"type": "resource_link", "name": "bill.pdf", "mimeType": "application/pdf", "uri": "https://shop.example/bill.pdf"},
                 {"type": "image", "mimeType": "image/png", "data": "AAAA"}]}}""");
        server.answer(200, JSON, "");
        Agent agent = Agents.open("mcp:" + server.address("/mcp"), Map.of());

        assertThat(agent.answer(Agents.says("sim-1", "Where?")).messages())
                .extracting(Message::text)
                .containsExactly(
                        "One",
                        "[file bill.pdf, application/pdf: https://shop.example/bill.pdf]",
                        "[image, image/png, 3 bytes]");
        agent.end(Agents.session("sim-1"));

        var call = server.asked().get(3);
        assertThat(call.body())
                .contains("{\"question\":\"Where?\",\"thread_id\":\"sim-1\",\"context\":{\"name\":\"Zoë\"}}");
        assertThat(call.header("mcp-session-id")).isEqualTo("s-1");
        assertThat(call.header("mcp-protocol-version")).isEqualTo("2025-03-26");
        assertThat(server.asked().getLast().method()).isEqualTo("DELETE");
    }

    @Test
    void saysWhatAToolTakesThatNothingIsKnownFor() {
        offers("{\"question\": {}, \"secret\": {}}");

        assertThatThrownBy(() ->
                        Agents.open("mcp:" + server.address("/mcp"), Map.of()).answer(Agents.says("sim-1", "Hi")))
                .hasMessageContaining(
                        "the MCP tool 'talk' takes [question, secret]; say what they are given ('arguments')");
    }

    @Test
    void readsAStructuredResultByPaths() throws Exception {
        offers("{\"question\": {}, \"secret\": {}}");
        server.answer(200, JSON, """
                {"jsonrpc": "2.0", "id": 3, "result": {"content": [], "structuredContent": {"reply": "Hi", "calls": [{"name": "find"}]}}}""");
        Map<String, ?> options = Map.of(
                "arguments", Map.of("question", "{{last_message}}", "secret", "${TOKEN}"),
                "answer", "$.reply",
                "tool_calls", "$.calls");
        Agent agent = AgentProvider.openAny(
                AgentSpec.of("mcp:" + server.address("/mcp")).withOptions(Attributes.from(options)),
                Agents.models(Map.of("TOKEN", "t0k3n-of-the-agent")));

        Answer answer = agent.answer(Agents.says("sim-1", "Hello"));

        assertThat(answer.text()).isEqualTo("Hi");
        assertThat(server.asked().get(3).body()).contains("\"secret\":\"t0k3n-of-the-agent\"");
        assertThat(answer.toolCalls()).extracting(ToolCall::name).containsExactly("find");
    }

    private static void fails(String target, String message) {
        Agent agent = Agents.open(target, Map.of());
        assertThatThrownBy(() -> agent.answer(Agents.says("sim-1", "Hi")))
                .isInstanceOf(AgentException.class)
                .hasMessageStartingWith(message);
        agent.release();
    }

    @Test
    void refusesWhatItCannotUse() {
        assertThatThrownBy(() -> Agents.open("mcp:", Map.of("tols", "x", "usage", "$.u", "arguments", "{{mesages}}")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("agent.tols: is not an option of an MCP tool; did you mean 'tool'?")
                .hasMessageContaining("write 'mcp:' and a command or an address")
                .hasMessageContaining("{{mesages}} is nothing that is known")
                .hasMessageContaining("agent.answer: is missing");
    }
}
