package dev.rehearsal.testkit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Sends a message as server-sent events, some words at a time; the stream ends with the connection. */
final class EventStream {
    private static final int PIECES = 8;
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
            + "Cache-Control: no-cache\r\nConnection: close\r\n\r\n";

    private final Connection connection;
    private final ModelRequest request;

    EventStream(Connection connection, ModelRequest request) {
        this.connection = connection;
        this.request = request;
    }

    void send(Reply.Message message) throws IOException {
        connection.stream(HEAD);
        choice("null", json -> json.writeStringField("role", "assistant"));
        String content = message.content();
        if (content != null) {
            int step = Math.max(1, Math.ceilDiv(content.length(), PIECES));
            for (int start = 0; start < content.length(); ) {
                int end = content.offsetByCodePoints(
                        start, Math.min(step, content.codePointCount(start, content.length())));
                String piece = content.substring(start, end);
                choice("null", json -> json.writeStringField("content", piece));
                start = end;
            }
        }
        if (!message.toolCalls().isEmpty()) {
            choice("null", json -> ResponseBodies.toolCalls(json, message, request, true));
        }
        choice('"' + message.finishReason() + '"', json -> {});
        if (request.wantsStreamUsage()) {
            event(json -> {
                json.writeArrayFieldStart("choices");
                json.writeEndArray();
                ResponseBodies.usage(json, Usage.of(request, message));
            });
        }
        connection.stream("data: [DONE]\n\n");
    }

    private void choice(String finishReason, ResponseBodies.Writing delta) throws IOException {
        event(json -> {
            json.writeArrayFieldStart("choices");
            json.writeStartObject();
            json.writeNumberField("index", 0);
            json.writeObjectFieldStart("delta");
            delta.to(json);
            json.writeEndObject();
            json.writeFieldName("finish_reason");
            json.writeRawValue(finishReason);
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    private void event(ResponseBodies.Writing fields) throws IOException {
        byte[] body = ResponseBodies.json((JsonGenerator json) -> {
            json.writeStartObject();
            json.writeStringField("id", "chatcmpl-" + request.number());
            json.writeStringField("object", "chat.completion.chunk");
            json.writeNumberField("created", Instant.now().getEpochSecond());
            json.writeStringField("model", request.model());
            fields.to(json);
            json.writeEndObject();
        });
        connection.stream("data: " + new String(body, StandardCharsets.UTF_8) + "\n\n");
    }
}
