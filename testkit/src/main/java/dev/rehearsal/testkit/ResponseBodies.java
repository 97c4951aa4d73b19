package dev.rehearsal.testkit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Writes replies in the shape of OpenAI's chat completions. */
final class ResponseBodies {

    /** Writes one JSON value. */
    @FunctionalInterface
    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private ResponseBodies() {}

    static Response of(Reply.Failure failure) {
        byte[] body = json(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("error");
            json.writeStringField("message", failure.message());
            json.writeStringField("type", failure.type());
            json.writeStringField("param", failure.parameter());
            json.writeStringField("code", failure.code());
            json.writeEndObject();
            json.writeEndObject();
        });
        return new Response(failure.status(), "application/json", body, failure.retryAfter());
    }

    static Response of(Reply.Raw raw) {
        return Response.text(raw.status(), raw.contentType(), raw.body());
    }

    static Response of(Reply.Message message, ModelRequest request) {
        return Response.json(200, json(json -> {
            json.writeStartObject();
            json.writeStringField("id", "chatcmpl-" + request.number());
            json.writeStringField("object", "chat.completion");
            json.writeNumberField("created", Instant.now().getEpochSecond());
            json.writeStringField("model", request.model());
            json.writeArrayFieldStart("choices");
            json.writeStartObject();
            json.writeNumberField("index", 0);
            json.writeObjectFieldStart("message");
            json.writeStringField("role", "assistant");
            json.writeStringField("content", message.content());
            json.writeNullField("refusal");
            toolCalls(json, message, request, false);
            json.writeEndObject();
            json.writeStringField("finish_reason", message.finishReason());
            json.writeNullField("logprobs");
            json.writeEndObject();
            json.writeEndArray();
            usage(json, Usage.of(request, message));
            json.writeEndObject();
        }));
    }

    /** The tool calls, if any; pieces of a stream number them. */
    static void toolCalls(JsonGenerator json, Reply.Message message, ModelRequest request, boolean numbered)
            throws IOException {
        if (message.toolCalls().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("tool_calls");
        int index = 0;
        for (Reply.ToolCall call : message.toolCalls()) {
            json.writeStartObject();
            if (numbered) {
                json.writeNumberField("index", index);
            }
            json.writeStringField("id", "call_" + request.number() + "_" + index++);
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", call.name());
            json.writeStringField("arguments", call.arguments());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void usage(JsonGenerator json, Usage usage) throws IOException {
        json.writeObjectFieldStart("usage");
        json.writeNumberField("prompt_tokens", usage.prompt());
        json.writeNumberField("completion_tokens", usage.completion());
        json.writeNumberField("total_tokens", usage.prompt() + usage.completion());
        json.writeObjectFieldStart("prompt_tokens_details");
        json.writeNumberField("cached_tokens", usage.cached());
        json.writeEndObject();
        json.writeEndObject();
    }

    static byte[] json(Writing writing) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder();
                JsonGenerator json = Json.MAPPER.getFactory().createGenerator(bytes)) {
            writing.to(json);
            json.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
