package dev.rehearsal.models.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Models;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.model.ToolSpec;
import dev.rehearsal.models.http.CannedServer;
import dev.rehearsal.models.http.Golden;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenAiChatTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String OK = """
            {"choices": [{"message": {"role": "assistant", "content": "Hi"}, "finish_reason": "stop"}]}""";
    private static final String SCHEMA = """
            {"type":"object","properties":{"goal_achieved":{"type":"boolean"}},"required":["goal_achieved"],"additionalProperties":false}""";

    private CannedServer server;
    private Model model;

    @BeforeEach
    void start() throws IOException {
        server = new CannedServer();
        model = Models.open(
                "openai:/gpt-4o-mini",
                new ModelSettings(Map.of("OPENAI_API_KEY", "sk-secret"), server.address("/v1/"), List.of(), 0));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void asksWithMessagesAndParameters() throws Exception {
        server.answer(200, OK);

        model.generate(question()
                .withParameters(new ModelParameters(
                        0.7,
                        0.9,
                        100,
                        42L,
                        null,
                        Attributes.of("logit_bias", Map.of("50256", -100)).with("n", 1))));

        CannedServer.Seen seen = server.seen();
        assertThat(seen.head()).startsWith("POST /v1/chat/completions HTTP/1.1");
        assertThat(seen.header("Authorization")).isEqualTo("Bearer sk-secret");
        assertThat(seen.header("Content-Type")).isEqualTo("application/json");
        assertGolden("parameters", seen.body());
    }

    @Test
    void asksForASchema() throws Exception {
        server.answer(200, OK);

        model.generate(question().withSchema(ReplySchema.of("goal_check", SCHEMA)));

        assertGolden("schema", server.seen().body());
    }

    @Test
    void asksForAnObjectOrForNothing() throws Exception {
        server.answer(200, OK).answer(200, OK);
        ReplySchema schema = ReplySchema.of("goal_check", SCHEMA);

        model.generate(question().withSchema(schema.withForm(ReplySchema.Form.OBJECT)));
        model.generate(question().withSchema(schema.withForm(ReplySchema.Form.NONE)));

        assertGolden("object", server.seen().body());
        assertGolden("plain", server.seen().body());
    }

    @Test
    void sendsToolsWithTheirCallsAndResults() throws Exception {
        server.answer(200, OK);
        var look = ToolCall.of("call_1", "find_order", "{\"id\":7}").withResult("shipped");
        var open = ToolCall.of("", "open_case", "{}").withFailure("no such order");
        var unanswered = ToolCall.of("call_3", "wait", "{}");

        model.generate(question()
                .withMessages(List.of(
                        Message.user("Where is it?"),
                        Message.assistant("It is shipped.", List.of(look)),
                        Message.user("Open a case"),
                        Message.assistant("One moment.", List.of(open, unanswered))))
                .withTools(List.of(new ToolSpec(
                        "find_order",
                        "Finds an order",
                        "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\"}}}"))));

        assertGolden("tools", server.seen().body());
    }

    @Test
    void sendsMetadataAsTexts() throws Exception {
        server.answer(200, OK);

        model.generate(question()
                .withMetadata(Attributes.of("session_id", "sim-1")
                        .with("age", 41)
                        .with("tags", List.of("a", "b"))
                        .with("none", null)));

        assertGolden("metadata", server.seen().body());
    }

    @Test
    void writesEveryScriptAsUtf8() throws Exception {
        server.answer(200, OK.replace("Hi", "好 \\u0645\\u0631\\u062d\\u0628\\u0627 🎭"));

        ModelReply reply =
                model.generate(ModelRequest.of(CallKey.of(Purpose.USER), Message.user("你好 مرحبا 🎭 \u0000 \"q\"")));

        assertThat(JSON.readTree(server.seen().body()).at("/messages/0/content").asText())
                .isEqualTo("你好 مرحبا 🎭 \u0000 \"q\"");
        assertThat(reply.text()).isEqualTo("好 مرحبا 🎭");
    }

    @Test
    void readsTextFinishAndUsage() {
        server.answer(200, """
                {"id": "x", "choices": [{"index": 0, "logprobs": {"content": [{"token": "a"}]}, "finish_reason": "length",
                  "message": {"role": "assistant", "content": "Half a sent", "refusal": null, "annotations": []}}],
                 "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120,
                  "prompt_tokens_details": {"cached_tokens": 64, "audio_tokens": 0}, "completion_tokens_details": {"reasoning_tokens": 5}}}""");

        ModelReply reply = model.generate(question());

        assertThat(reply)
                .isEqualTo(new ModelReply("Half a sent", List.of(), ModelReply.Finish.LENGTH, new Usage(100, 20, 64)));
    }

    @Test
    void readsToolCalls() {
        server.answer(200, """
                {"choices": [{"finish_reason": "tool_calls", "message": {"content": null, "tool_calls": [
                  {"id": "call_9", "type": "function", "function": {"name": "find_order", "arguments": "{\\"id\\": 7}"}},
                  {"id": "call_10", "type": "function", "function": {"name": "list", "arguments": ""}}]}}]}""");

        ModelReply reply = model.generate(question());

        assertThat(reply.text()).isEmpty();
        assertThat(reply.finish()).isEqualTo(ModelReply.Finish.TOOL_CALLS);
        assertThat(reply.toolCalls())
                .containsExactly(
                        ToolCall.of("call_9", "find_order", "{\"id\": 7}"), ToolCall.of("call_10", "list", "{}"));
    }

    @Test
    void readsTheTextAmongPartsAndARefusal() {
        server.answer(200, """
                        {"choices": [{"message": {"content": [{"type": "reasoning", "summary": [{"type": "summary_text", "text": "hm"}]},
                          {"type": "text", "text": "Hello"}, {"type": "text", "text": " there"}]}, "finish_reason": "stop"}]}""").answer(200, """
                        {"choices": [{"message": {"content": null, "refusal": "I cannot do that."}, "finish_reason": "stop"}]}""");

        assertThat(model.generate(question()).text()).isEqualTo("Hello there");
        ModelReply refused = model.generate(question());
        assertThat(refused.text()).isEqualTo("I cannot do that.");
        assertThat(refused.finish()).isEqualTo(ModelReply.Finish.CONTENT_FILTER);
    }

    @Test
    void keepsImagesAndFilesByReference() {
        server.answer(200, """
                {"choices": [{"message": {"content": [{"type": "text", "text": "Here:"},
                  {"type": "image_url", "image_url": {"url": "https://shop.example/a.png", "detail": "low"}},
                  {"type": "file", "file": {"filename": "bill.pdf", "file_id": "f-1"}},
                  {"type": "thinking", "thinking": "hm"}],
                 "images": [{"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}]}}]}""");

        assertThat(model.generate(question()).text()).isEqualTo("""
                Here:

                [image: https://shop.example/a.png]
                [file bill.pdf: f-1]

                [image, image/png, 3 bytes]""");
    }

    private static ModelRequest question() {
        return ModelRequest.of(CallKey.of(Purpose.USER), Message.system("You are a customer."), Message.user("Begin."));
    }

    private static void assertGolden(String name, String body) throws IOException {
        Golden.assertSame(OpenAiChatTest.class, name, body);
    }
}
