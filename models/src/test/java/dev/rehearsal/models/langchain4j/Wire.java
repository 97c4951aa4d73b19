package dev.rehearsal.models.langchain4j;

import dev.rehearsal.conversation.Usage;
import java.util.Locale;

/** How each provider asks and replies. */
enum Wire {
    ANTHROPIC(
            "claude-sonnet-4-20250514",
            "ANTHROPIC_API_KEY",
            "POST /v1/messages",
            "x-api-key",
            """
            {"id":"m1","type":"message","role":"assistant","model":"claude","stop_reason":"end_turn","content":[{"type":"text","text":"Hi"}],
             "usage":{"input_tokens":10,"output_tokens":5,"cache_read_input_tokens":64,"cache_creation_input_tokens":3}}""",
            """
            {"id":"m1","type":"message","role":"assistant","model":"claude","stop_reason":"tool_use",
             "content":[{"type":"tool_use","id":"t1","name":"find_order","input":{"id":7}}],"usage":{"input_tokens":10,"output_tokens":5}}""",
            new Usage(77, 5, 64)),
    GEMINI(
            "gemini-2.5-flash",
            "GEMINI_API_KEY",
            "POST /v1beta/models/gemini-2.5-flash:generateContent",
            "x-goog-api-key",
            """
            {"candidates":[{"content":{"role":"model","parts":[{"text":"Hi"}]},"finishReason":"STOP"}],
             "usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":5,"totalTokenCount":15,"cachedContentTokenCount":4}}""",
            """
            {"candidates":[{"content":{"role":"model","parts":[{"functionCall":{"id":"t1","name":"find_order","args":{"id":7}}}]},
             "finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":5,"totalTokenCount":15}}""",
            new Usage(10, 5, 4)),
    MISTRAL(
            "mistral-small-latest",
            "MISTRAL_API_KEY",
            "POST /v1/chat/completions",
            "authorization",
            """
            {"id":"c1","object":"chat.completion","model":"m","created":1,"choices":[{"index":0,"finish_reason":"stop",
             "message":{"role":"assistant","content":"Hi"}}],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}""",
            """
            {"id":"c1","object":"chat.completion","model":"m","created":1,"choices":[{"index":0,"finish_reason":"tool_calls",
             "message":{"role":"assistant","content":"","tool_calls":[{"id":"t1","type":"function","function":{"name":"find_order",
             "arguments":"{\\"id\\":7}"}}]}}],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}""",
            new Usage(10, 5, 0)),
    OLLAMA("llama3.2", "OLLAMA_API_KEY", "POST /api/chat", "authorization", """
            {"model":"llama3.2","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"Hi"},"done":true,
             "done_reason":"stop","prompt_eval_count":10,"eval_count":5}""", """
            {"model":"llama3.2","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"","tool_calls":
             [{"function":{"name":"find_order","arguments":{"id":7}}}]},"done":true,"done_reason":"stop",
             "prompt_eval_count":10,"eval_count":5}""", new Usage(10, 5, 0)),
    BEDROCK(
            "anthropic.claude-sonnet-4",
            "AWS_SECRET_ACCESS_KEY",
            "POST /model/anthropic.claude-sonnet-4/converse",
            "authorization",
            """
            {"output":{"message":{"role":"assistant","content":[{"text":"Hi"}]}},"stopReason":"end_turn",
             "usage":{"inputTokens":10,"outputTokens":5,"totalTokens":15,"cacheReadInputTokens":4,"cacheWriteInputTokens":1},
             "metrics":{"latencyMs":3}}""",
            """
            {"output":{"message":{"role":"assistant","content":[{"toolUse":{"toolUseId":"t1","name":"find_order","input":{"id":7}}}]}},
             "stopReason":"tool_use","usage":{"inputTokens":10,"outputTokens":5,"totalTokens":15},"metrics":{"latencyMs":3}}""",
            new Usage(15, 5, 4));

    private final String model;
    private final String keyVariable;
    private final String start;
    private final String keyHeader;
    private final String text;
    private final String toolCall;
    private final Usage usage;

    Wire(String model, String keyVariable, String start, String keyHeader, String text, String toolCall, Usage usage) {
        this.model = model;
        this.keyVariable = keyVariable;
        this.start = start;
        this.keyHeader = keyHeader;
        this.text = text;
        this.toolCall = toolCall;
        this.usage = usage;
    }

    String provider() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One of its models. */
    String model() {
        return model;
    }

    /** The variable that has its key. */
    String keyVariable() {
        return keyVariable;
    }

    /** How its requests begin. */
    String start() {
        return start;
    }

    /** The header that carries the key. */
    String keyHeader() {
        return keyHeader;
    }

    /** A reply that says {@code Hi}. */
    String text() {
        return text;
    }

    /** A reply that calls a tool. */
    String toolCall() {
        return toolCall;
    }

    /** What {@link #text} took. */
    Usage usage() {
        return usage;
    }
}
