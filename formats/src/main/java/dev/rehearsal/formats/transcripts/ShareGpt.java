package dev.rehearsal.formats.transcripts;

import dev.rehearsal.conversation.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** ShareGPT's form of conversations, as chat completions have them, and back. */
final class ShareGpt {
    private static final Map<String, String> ROLES = Map.of(
            "human", "user",
            "gpt", "assistant",
            "chatgpt", "assistant",
            "bing", "assistant",
            "bard", "assistant",
            "bot", "assistant",
            "model", "assistant",
            "observation", "tool",
            "function_response", "tool");

    private ShareGpt() {}

    static Map<String, @Nullable Object> toChat(Map<String, @Nullable Object> given) {
        var fields = new LinkedHashMap<String, @Nullable Object>(given);
        if (!fields.containsKey("conversations") && !fields.containsKey("conversation")) {
            return fields;
        }
        Object parts = fields.remove("conversations");
        Object other = fields.remove("conversation");
        var messages = new ArrayList<@Nullable Object>();
        Object system = fields.remove("system");
        if (system instanceof String text && !text.isBlank()) {
            messages.add(Map.of("role", "system", "content", text));
        }
        if ((parts == null ? other : parts) instanceof List<?> list) {
            list.forEach(each -> messages.add(each instanceof Map<?, ?> part ? message(part) : each));
        }
        fields.put("messages", messages);
        Object id = fields.remove("id");
        if (id != null) {
            fields.putIfAbsent("session_id", id);
        }
        fields.keySet().removeIf(name -> name.equals("tools") || name.equals("source") || name.equals("model"));
        return fields;
    }

    private static Map<String, @Nullable Object> message(Map<?, ?> part) {
        var message = new LinkedHashMap<String, @Nullable Object>();
        String from = String.valueOf(part.get("from") == null ? part.get("role") : part.get("from"));
        Object value = part.get("value") == null ? part.get("content") : part.get("value");
        if (from.equals("function_call")) {
            message.put("role", "assistant");
            message.put("content", "");
            message.put("tool_calls", List.of(call(value)));
        } else {
            message.put("role", ROLES.getOrDefault(from, from));
            message.put("content", value);
        }
        return message;
    }

    private static Map<String, @Nullable Object> call(@Nullable Object value) {
        var function = new LinkedHashMap<String, @Nullable Object>();
        try {
            Attributes call = Attributes.parse(String.valueOf(value));
            function.put("name", call.get("name").orElse(null));
            function.put("arguments", call.get("arguments").orElse(null));
        } catch (IllegalArgumentException e) {
            function.put("name", null);
        }
        return Map.of("function", function);
    }

    /** The opposite; what the form has no place for is left out. */
    static Map<String, Object> fromChat(Map<String, @Nullable Object> chat) {
        var parts = new ArrayList<Map<String, Object>>();
        if (chat.get("messages") instanceof List<?> messages) {
            for (Object each : messages) {
                if (each instanceof Map<?, ?> message) {
                    addParts(message, parts);
                }
            }
        }
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", String.valueOf(chat.get("session_id")));
        fields.put("conversations", parts);
        return fields;
    }

    private static void addParts(Map<?, ?> message, List<Map<String, Object>> parts) {
        String role = String.valueOf(message.get("role"));
        String text = message.get("content") == null ? "" : String.valueOf(message.get("content"));
        if (message.get("tool_calls") instanceof List<?> calls) {
            for (Object each : calls) {
                if (each instanceof Map<?, ?> call && call.get("function") instanceof Map<?, ?> function) {
                    parts.add(part("function_call", callText(function)));
                }
            }
            if (text.isEmpty()) {
                return;
            }
        }
        parts.add(part(
                switch (role) {
                    case "user" -> "human";
                    case "assistant" -> "gpt";
                    case "tool" -> "observation";
                    default -> role;
                },
                text));
    }

    private static String callText(Map<?, ?> function) {
        Object arguments = String.valueOf(function.get("arguments"));
        try {
            arguments = Attributes.parse(arguments.toString());
        } catch (IllegalArgumentException e) {
            // a text then
        }
        return Attributes.of("name", function.get("name"))
                .with("arguments", arguments)
                .toJson();
    }

    private static Map<String, Object> part(String from, String value) {
        var part = new LinkedHashMap<String, Object>();
        part.put("from", from);
        part.put("value", value);
        return part;
    }
}
