package dev.rehearsal.server.otlp;

import dev.rehearsal.conversation.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as spans have it, whatever convention they follow.
 *
 * @param role {@code system}, {@code user}, {@code assistant} or {@code tool}
 * @param calls tools that it asks for
 * @param results what tools gave back
 */
record Said(String role, String text, List<ToolCall> calls, List<Result> results) {
    static final String USER = "user";
    static final String ASSISTANT = "assistant";
    static final String SYSTEM = "system";
    static final String TOOL = "tool";

    /** What a tool gave back; the id or the name of its call may be empty. */
    record Result(String id, String name, String text) {}

    Said {
        calls = List.copyOf(calls);
        results = List.copyOf(results);
    }

    static Said of(String role, String text) {
        return new Said(role, text, List.of(), List.of());
    }

    private boolean isUsersWord() {
        return role.equals(USER) && (!text.isBlank() || results.isEmpty());
    }

    /**
     * What is new in messages that begin with the conversation's history: the user's last word, and what came of it. So a message is kept
     * once, though each trace repeats it.
     */
    static List<Said> sinceTheUserSpoke(List<Said> messages) {
        int last = messages.size() - 1;
        while (last >= 0 && !messages.get(last).isUsersWord()) {
            last--;
        }
        if (last < 0) {
            return messages.stream().filter(each -> !each.role.equals(SYSTEM)).toList();
        }
        int first = last;
        while (first > 0 && messages.get(first - 1).isUsersWord()) {
            first--;
        }
        return messages.subList(first, messages.size());
    }

    /** What the user said in them, in a text. */
    static String usersText(List<Said> messages) {
        return joined(messages.stream().filter(each -> each.role.equals(USER)).toList());
    }

    static String assistantsText(List<Said> messages) {
        return joined(
                messages.stream().filter(each -> each.role.equals(ASSISTANT)).toList());
    }

    private static String joined(List<Said> messages) {
        return String.join(
                "\n\n",
                messages.stream()
                        .map(Said::text)
                        .filter(text -> !text.isBlank())
                        .toList());
    }

    /** As it stands among a span's attributes. */
    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("role", role);
        fields.put("text", text);
        if (!calls.isEmpty()) {
            fields.put(
                    "tool_calls",
                    calls.stream()
                            .map(call -> ordered("id", call.id(), "name", call.name(), "arguments", call.arguments()))
                            .toList());
        }
        if (!results.isEmpty()) {
            fields.put(
                    "tool_results",
                    results.stream()
                            .map(result -> ordered("id", result.id, "name", result.name, "text", result.text))
                            .toList());
        }
        return fields;
    }

    private static Map<String, Object> ordered(String... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /** The opposite of {@link #fields}, of a list. */
    static List<Said> list(@Nullable Object value) {
        var messages = new ArrayList<Said>();
        for (Map<?, ?> each : maps(value)) {
            messages.add(new Said(
                    text(each, "role"),
                    text(each, "text"),
                    maps(each.get("tool_calls")).stream()
                            .map(call -> ToolCall.of(text(call, "id"), text(call, "name"), text(call, "arguments")))
                            .toList(),
                    maps(each.get("tool_results")).stream()
                            .map(result -> new Result(text(result, "id"), text(result, "name"), text(result, "text")))
                            .toList()));
        }
        return messages;
    }

    private static List<Map<?, ?>> maps(@Nullable Object value) {
        var maps = new ArrayList<Map<?, ?>>();
        if (value instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> map) {
                    maps.add(map);
                }
            }
        }
        return maps;
    }

    private static String text(Map<?, ?> fields, String name) {
        Object value = fields.get(name);
        return value == null ? "" : value.toString();
    }
}
