package dev.rehearsal.agents.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.agents.Agents;
import dev.rehearsal.agents.reply.Json;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.simulation.AgentException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResponsesTest {
    private static final String OUTPUT = """
            [{"type": "reasoning", "summary": []},
             {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "One moment."}]},
             {"type": "function_call", "call_id": "c1", "name": "find", "arguments": "{\\"id\\": 7}"},
             {"type": "function_call_output", "call_id": "c1", "output": "sent"},
             {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "It is "}, {"type": "output_text", "text": "sent."}]}]""";

    private final AnsweringServer server = new AnsweringServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void keepsImagesFilesAndCallsOfTheServersOwnTools() throws Exception {
        server.answer(200, "application/json", """
                {"output": [
                 {"type": "mcp_call", "id": "m1", "name": "find", "arguments": "{\\"id\\": 7}", "output": "sent"},
                 {"type": "web_search_call", "id": "w1", "status": "completed", "action": {"type": "search", "query": "parcels"}},
                 {"type": "custom_tool_call", "call_id": "k1", "name": "run", "input": "ls"},
                 {"type": "custom_tool_call_output", "call_id": "k1", "output": "nothing"},
                 {"type": "image_generation_call", "id": "i1", "result": "AAAA", "output_format": "webp"},
                 {"type": "message", "content": [{"type": "output_text", "text": "The bill:"},
                                                 {"type": "output_image", "image_url": "https://shop.example/bill.png"},
                                                 {"type": "output_file", "filename": "bill.pdf", "file_id": "f-1"}]}]}""");

        Answer answer = Agents.open(server.address("/v1/responses"), Map.of("kind", "responses"))
                .answer(Agents.says("sim-1", "The bill?"));

        assertThat(answer.messages())
                .extracting(Message::text)
                .containsExactly(
                        "[image, image/webp, 3 bytes]",
                        "The bill:\n\n[image: https://shop.example/bill.png]\n[file bill.pdf: f-1]");
        assertThat(answer.toolCalls())
                .containsExactly(
                        ToolCall.of("m1", "find", "{\"id\": 7}").withResult("sent"),
                        ToolCall.of("w1", "web_search", "{\"action\":{\"type\":\"search\",\"query\":\"parcels\"}}"),
                        ToolCall.of("k1", "run", "ls").withResult("nothing"));
    }

    @Test
    void readsMessagesCallsAndResults() throws Exception {
        server.answer(
                200,
                "application/json",
                "{\"output\": " + OUTPUT + ", \"usage\": {\"input_tokens\": 9, \"output_tokens\": 4}}");

        Answer answer = Agents.open(server.address("/v1/responses"), Map.of("kind", "responses", "model", "m"))
                .answer(Agents.says("sim-1", "Where is it?"));

        assertThat(answer.messages())
                .containsExactly(
                        Message.assistant("One moment."),
                        Message.assistant(
                                "It is sent.",
                                List.of(ToolCall.of("c1", "find", "{\"id\": 7}").withResult("sent"))));
        assertThat(answer.usage()).isEqualTo(Usage.of(9, 4));
        assertThat(sent())
                .isEqualTo(Map.of(
                        "model", "m",
                        "input", List.of(Map.of("role", "user", "content", "Where is it?")),
                        "metadata", Map.of("session_id", "sim-1", "name", "Zoë")));
    }

    @Test
    void readsAStream() throws Exception {
        server.answer(200, "text/event-stream", """
                event: response.output_text.delta
                data: {"type": "response.output_text.delta", "delta": "It is "}

                data: {"type": "response.output_item.done", "item": {"type": "message", "content": [{"type": "output_text", "text": "It is sent."}]}}

                data: {"type": "response.completed", "response": {"output": [], "usage": {"input_tokens": 9, "output_tokens": 4}}}

                """);

        Answer answer = Agents.open(server.address("/v1/responses"), Map.of("kind", "responses", "stream", true))
                .answer(Agents.says("sim-1", "Where is it?"));

        assertThat(answer).isEqualTo(Answer.of("It is sent.").withUsage(Usage.of(9, 4)));
    }

    @Test
    void saysWhatTheStreamSaysWentWrong() {
        server.answer(200, "text/event-stream", "data: {\"error\": \"no such tool\"}\n\ndata: [DONE]\n\n");

        assertThatThrownBy(() -> Agents.open(server.address("/"), Map.of("kind", "invocations", "stream", true))
                        .answer(Agents.says("sim-1", "Hello")))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("no such tool");
    }

    @Test
    void asksAnEndpointAtDatabricks() throws Exception {
        server.answer(200, "application/json", "{\"output\": " + OUTPUT + "}");
        var environment = Map.of("DATABRICKS_HOST", server.address("/"), "DATABRICKS_TOKEN", "dapi-0123456789");

        Answer answer = AgentProvider.openAny(
                        AgentSpec.of("databricks:/support").withOptions(Attributes.of("kind", "invocations")),
                        Agents.models(environment))
                .answer(Agents.says("sim-1", "Where is it?"));

        assertThat(answer.messages()).hasSize(2);
        assertThat(server.asked().getFirst().address()).isEqualTo("/serving-endpoints/support/invocations");
        assertThat(server.asked().getFirst().header("authorization")).isEqualTo("Bearer dapi-0123456789");
        assertThat(sent())
                .containsEntry("context", Map.of("conversation_id", "sim-1"))
                .containsEntry("custom_inputs", Map.of("session_id", "sim-1", "name", "Zoë"));
    }

    @Test
    void needsAnAddressAndATokenForDatabricks() {
        assertThatThrownBy(() -> Agents.open("databricks:/support", Map.of("kind", "invocations")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("DATABRICKS_HOST")
                .hasMessageContaining("DATABRICKS_TOKEN");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> sent() {
        return (Map<String, Object>)
                Json.parse(server.asked().getFirst().body()).orElseThrow();
    }
}
