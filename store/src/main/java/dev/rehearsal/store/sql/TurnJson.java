package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Role;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers and tool calls as JSON. */
final class TurnJson {
    private static final String MESSAGES = "messages";
    private static final String TOOL_CALLS = "tool_calls";

    private TurnJson() {}

    static String write(Answer answer) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put(MESSAGES, answer.messages().stream().map(TurnJson::fields).toList());
        Usage usage = answer.usage();
        if (!usage.equals(Usage.NONE)) {
            fields.put(
                    "usage",
                    Map.of(
                            "input_tokens", usage.inputTokens(),
                            "output_tokens", usage.outputTokens(),
                            "cached_input_tokens", usage.cachedInputTokens()));
        }
        return Attributes.from(fields).toJson();
    }

    static Answer answer(String json) {
        Attributes fields = Attributes.parse(json);
        var messages = new ArrayList<Message>();
        for (Map<?, ?> message : maps(fields.get(MESSAGES).orElse(null))) {
            messages.add(new Message(Role.ASSISTANT, text(message, "text"), toolCalls(message.get(TOOL_CALLS))));
        }
        Usage usage = fields.get("usage").orElse(null) instanceof Map<?, ?> used
                ? new Usage(
                        count(used.get("input_tokens")),
                        count(used.get("output_tokens")),
                        count(used.get("cached_input_tokens")))
                : Usage.NONE;
        return messages.isEmpty() && usage.equals(Usage.NONE) ? Answer.NONE : new Answer(messages, usage);
    }

    /** Null where there are none. */
    static @Nullable String write(List<ToolCall> toolCalls) {
        return toolCalls.isEmpty()
                ? null
                : Attributes.of(
                                TOOL_CALLS,
                                toolCalls.stream().map(TurnJson::fields).toList())
                        .toJson();
    }

    static List<ToolCall> toolCalls(@Nullable String json) {
        return json == null
                ? List.of()
                : toolCalls(Attributes.parse(json).get(TOOL_CALLS).orElse(null));
    }

    private static Map<String, Object> fields(Message message) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("text", message.text());
        if (!message.toolCalls().isEmpty()) {
            fields.put(
                    TOOL_CALLS,
                    message.toolCalls().stream().map(TurnJson::fields).toList());
        }
        return fields;
    }

    private static Map<String, @Nullable Object> fields(ToolCall call) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("id", call.id());
        fields.put("name", call.name());
        fields.put("arguments", call.arguments());
        fields.put("result", call.result());
        if (call.failed()) {
            fields.put("failed", true);
        }
        return fields;
    }

    private static List<ToolCall> toolCalls(@Nullable Object list) {
        var calls = new ArrayList<ToolCall>();
        for (Map<?, ?> call : maps(list)) {
            Object result = call.get("result");
            calls.add(new ToolCall(
                    text(call, "id"),
                    text(call, "name"),
                    text(call, "arguments"),
                    result == null ? null : result.toString(),
                    Boolean.TRUE.equals(call.get("failed"))));
        }
        return calls;
    }

    private static List<Map<?, ?>> maps(@Nullable Object list) {
        var maps = new ArrayList<Map<?, ?>>();
        if (list instanceof List<?> items) {
            for (Object item : items) {
                maps.add((Map<?, ?>) item);
            }
        }
        return maps;
    }

    private static String text(Map<?, ?> fields, String name) {
        return String.valueOf(fields.get(name));
    }

    private static long count(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
