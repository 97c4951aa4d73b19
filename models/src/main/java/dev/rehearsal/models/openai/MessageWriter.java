package dev.rehearsal.models.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Role;
import dev.rehearsal.conversation.ToolCall;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the messages of a request. Our assistant message holds its tool calls with their results; on the wire these are messages of their
 * own. A call without a result is left out: servers refuse a call that nobody answered.
 */
final class MessageWriter {
    private MessageWriter() {}

    static void write(JsonGenerator json, List<Message> messages) throws IOException {
        json.writeArrayFieldStart("messages");
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            List<ToolCall> calls = message.toolCalls().stream()
                    .filter(call -> call.result() != null)
                    .toList();
            if (calls.isEmpty()) {
                write(json, message.role(), message.text());
            } else {
                boolean answered =
                        i + 1 < messages.size() && messages.get(i + 1).role() == Role.USER;
                writeCalls(json, calls, "call_" + i + "_", message.text(), answered);
            }
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, Role role, String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", role.code());
        json.writeStringField("content", text);
        json.writeEndObject();
    }

    /** @param answered whether the text is what was said after the tools had run; otherwise it was said before */
    private static void writeCalls(
            JsonGenerator json, List<ToolCall> calls, String idPrefix, String text, boolean answered)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("role", "assistant");
        if (answered || text.isEmpty()) {
            json.writeNullField("content");
        } else {
            json.writeStringField("content", text);
        }
        json.writeArrayFieldStart("tool_calls");
        for (int i = 0; i < calls.size(); i++) {
            ToolCall call = calls.get(i);
            json.writeStartObject();
            json.writeStringField("id", id(call, idPrefix, i));
            json.writeStringField("type", "function");
            json.writeObjectFieldStart("function");
            json.writeStringField("name", call.name());
            json.writeStringField("arguments", call.arguments());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        for (int i = 0; i < calls.size(); i++) {
            writeResult(json, id(calls.get(i), idPrefix, i), calls.get(i).result());
        }
        if (answered && !text.isEmpty()) {
            write(json, Role.ASSISTANT, text);
        }
    }

    private static void writeResult(JsonGenerator json, String id, @Nullable String result) throws IOException {
        json.writeStartObject();
        json.writeStringField("role", "tool");
        json.writeStringField("tool_call_id", id);
        json.writeStringField("content", result == null ? "" : result);
        json.writeEndObject();
    }

    private static String id(ToolCall call, String prefix, int index) {
        return call.id().isEmpty() ? prefix + index : call.id();
    }
}
