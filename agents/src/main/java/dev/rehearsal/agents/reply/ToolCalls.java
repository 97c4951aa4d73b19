package dev.rehearsal.agents.reply;

import dev.rehearsal.conversation.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads tool calls in the shapes that are in use: {@code {id, name, arguments, result}}, where arguments are an object or JSON as text; and
 * OpenAI's, {@code {id, function: {name, arguments}}}.
 */
public final class ToolCalls {
    private ToolCalls() {}

    /** All that are calls, in their order; what has no name is none. */
    public static List<ToolCall> from(@Nullable Object value) {
        var calls = new ArrayList<ToolCall>();
        List<?> all = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
        for (Object each : all) {
            switch (each) {
                case List<?> inner -> calls.addAll(from(inner));
                case Map<?, ?> map -> {
                    ToolCall call = call(map);
                    if (call != null) {
                        calls.add(call);
                    }
                }
                case null, default -> {}
            }
        }
        return List.copyOf(calls);
    }

    private static @Nullable ToolCall call(Map<?, ?> map) {
        Map<?, ?> named = map.get("function") instanceof Map<?, ?> function ? function : map;
        Object name = first(named, "name", "tool", "tool_name");
        if (!(name instanceof String text) || text.isBlank()) {
            return null;
        }
        String id = text(first(map, "id", "call_id", "tool_call_id"), "");
        ToolCall call = ToolCall.of(id, text, text(first(named, "arguments", "args", "input", "parameters"), "{}"));
        Object error = map.get("error");
        Object result = first(map, "result", "output");
        if (error != null && !Boolean.FALSE.equals(error)) {
            return call.withFailure(text(Boolean.TRUE.equals(error) ? result : error, ""));
        }
        return result == null ? call : call.withResult(text(result, ""));
    }

    private static @Nullable Object first(Map<?, ?> map, String... names) {
        for (String name : names) {
            Object value = map.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static String text(@Nullable Object value, String otherwise) {
        return switch (value) {
            case null -> otherwise;
            case String text -> text;
            case Object other -> Json.write(other);
        };
    }
}
