package dev.rehearsal.server.otlp;

import dev.rehearsal.conversation.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages in the forms that are about: OpenTelemetry's (with parts), OpenAI's, Anthropic's, Gemini's and LangChain's. What is no
 * message is left out rather than refused, as it was somebody's program that wrote it.
 */
final class Messages {
    private static final List<String> LISTS = List.of("messages", "input_messages", "output_messages", "contents");
    private static final List<String> TEXTS = List.of("text", "content", "output_text", "input_text", "refusal");

    private Messages() {}

    /** The messages of a list, of an object that has one, or of a model's whole response; nothing where it is something else. */
    static Optional<List<Said>> read(@Nullable Object value) {
        Object read = Json.read(value);
        if (read instanceof List<?> list) {
            // LangChain has one list for each of several prompts
            if (list.size() == 1 && list.getFirst() instanceof List<?>) {
                return read(list.getFirst());
            }
            return ofList(list);
        }
        if (read instanceof Map<?, ?> map) {
            return ofMap(map);
        }
        return Optional.empty();
    }

    private static Optional<List<Said>> ofMap(Map<?, ?> map) {
        for (String name : LISTS) {
            if (map.get(name) instanceof List<?> list) {
                Optional<List<Said>> found = read(list);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        if (map.get("choices") instanceof List<?> choices
                && !choices.isEmpty()
                && choices.getFirst() instanceof Map<?, ?> choice
                && choice.get("message") instanceof Map<?, ?> message) {
            return one(message).map(List::of);
        }
        if (map.get("generations") instanceof List<?> generations) {
            return ofGenerations(generations);
        }
        // OpenAI's Responses: input and output are lists of items
        for (String name : List.of("input", "output")) {
            if (map.get(name) instanceof List<?> items) {
                Optional<List<Said>> found = ofList(items);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return one(map).map(List::of);
    }

    private static Optional<List<Said>> ofGenerations(List<?> generations) {
        Object first = generations.isEmpty() ? null : generations.getFirst();
        if (first instanceof List<?> inner && !inner.isEmpty()) {
            first = inner.getFirst();
        }
        if (first instanceof Map<?, ?> generation) {
            return generation.get("message") instanceof Map<?, ?> message
                    ? one(message).map(List::of)
                    : Optional.ofNullable(generation.get("text"))
                            .map(text -> List.of(Said.of(Said.ASSISTANT, text.toString())));
        }
        return Optional.empty();
    }

    private static Optional<List<Said>> ofList(List<?> list) {
        var messages = new ArrayList<Said>();
        for (Object each : list) {
            if (each instanceof Map<?, ?> map) {
                one(map).ifPresent(messages::add);
            }
        }
        return messages.isEmpty() ? Optional.empty() : Optional.of(messages);
    }

    private static Optional<Said> one(Map<?, ?> given) {
        Map<?, ?> map = given;
        for (String wrapper : List.of("kwargs", "data", "message")) {
            if (map.get(wrapper) instanceof Map<?, ?> inner
                    && !map.containsKey("content")
                    && !map.containsKey("parts")) {
                map = inner;
            }
        }
        String role = role(map, given);
        if (role.isEmpty()) {
            return item(map);
        }
        var texts = new ArrayList<String>();
        var calls = new ArrayList<ToolCall>();
        var results = new ArrayList<Said.Result>();
        Object content = map.containsKey("parts") ? map.get("parts") : map.get("content");
        if (role.equals(Said.TOOL) && !(content instanceof List<?> parts && hasResults(parts))) {
            results.add(new Said.Result(first(map, "tool_call_id", "id", "call_id"), text(map, "name"), flat(content)));
        } else {
            parts(content, texts, calls, results);
        }
        calls(map.get("tool_calls"), calls);
        if (map.get("function_call") instanceof Map<?, ?> call) {
            calls.add(call(call));
        }
        return Optional.of(new Said(role, String.join("\n", texts), calls, results));
    }

    private static String role(Map<?, ?> map, Map<?, ?> outer) {
        String role = text(map, "role");
        if (role.isEmpty()) {
            role = text(outer, "role");
        }
        if (role.isEmpty()) {
            String type = first(map, "type");
            role = List.of(
                                    "human",
                                    "ai",
                                    "system",
                                    "tool",
                                    "AIMessageChunk",
                                    "HumanMessage",
                                    "AIMessage",
                                    "ToolMessage",
                                    "SystemMessage")
                            .contains(type)
                    ? type
                    : "";
        }
        if (role.isEmpty() && outer.get("id") instanceof List<?> path && !path.isEmpty()) {
            role = String.valueOf(path.getLast());
        }
        return role(role);
    }

    /** The role under the name that we give it; empty where it is none. */
    static String role(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "user", "human", "humanmessage" -> Said.USER;
            case "assistant", "ai", "model", "bot", "agent", "aimessage", "aimessagechunk" -> Said.ASSISTANT;
            case "system", "developer", "systemmessage" -> Said.SYSTEM;
            case "tool", "function", "toolmessage" -> Said.TOOL;
            default -> "";
        };
    }

    /** An item of OpenAI's Responses that is no message. */
    private static Optional<Said> item(Map<?, ?> map) {
        return switch (text(map, "type")) {
            case "function_call" -> Optional.of(new Said(Said.ASSISTANT, "", List.of(call(map)), List.of()));
            case "function_call_output" ->
                Optional.of(new Said(
                        Said.TOOL,
                        "",
                        List.of(),
                        List.of(new Said.Result(text(map, "call_id"), "", flat(map.get("output"))))));
            default -> Optional.empty();
        };
    }

    private static boolean hasResults(List<?> parts) {
        return parts.stream()
                .anyMatch(part -> part instanceof Map<?, ?> map
                        && (text(map, "type").equals("tool_call_response")
                                || text(map, "type").equals("tool_result")
                                || map.containsKey("functionResponse")
                                || map.containsKey("function_response")));
    }

    private static void parts(
            @Nullable Object content, List<String> texts, List<ToolCall> calls, List<Said.Result> results) {
        switch (Json.read(content)) {
            case null -> {}
            case List<?> parts
            when parts.stream().allMatch(part -> part instanceof Map || part instanceof String) -> {
                for (Object part : parts) {
                    if (part instanceof Map<?, ?> map) {
                        part(map, texts, calls, results);
                    } else {
                        texts.add(part.toString());
                    }
                }
            }
            default -> {
                String text = Json.text(content);
                if (!text.isEmpty()) {
                    texts.add(text);
                }
            }
        }
    }

    private static void part(Map<?, ?> part, List<String> texts, List<ToolCall> calls, List<Said.Result> results) {
        switch (text(part, "type")) {
            case "tool_call", "tool_use", "function_call" -> calls.add(call(part));
            case "tool_call_response", "tool_result" ->
                results.add(new Said.Result(
                        first(part, "id", "tool_use_id", "tool_call_id"),
                        text(part, "name"),
                        flat(first(part.get("response"), part.get("result"), part.get("content")))));
            case "reasoning", "thinking" -> {}
            default -> {
                if (first(part.get("functionCall"), part.get("function_call")) instanceof Map<?, ?> call) {
                    calls.add(call(call));
                } else if (first(part.get("functionResponse"), part.get("function_response"))
                        instanceof Map<?, ?> response) {
                    results.add(new Said.Result(
                            text(response, "id"), text(response, "name"), flat(response.get("response"))));
                } else {
                    for (String name : TEXTS) {
                        if (part.get(name) instanceof String text) {
                            texts.add(text);
                            return;
                        }
                    }
                    if (!text(part, "type").isEmpty()) {
                        texts.add("[" + text(part, "type") + "]");
                    }
                }
            }
        }
    }

    private static void calls(@Nullable Object value, List<ToolCall> calls) {
        if (Json.read(value) instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> map) {
                    ToolCall call = call(map.get("function") instanceof Map<?, ?> function ? function : map);
                    String id = first(map, "id", "call_id");
                    calls.add(ToolCall.of(id.isEmpty() ? call.id() : id, call.name(), call.arguments()));
                }
            }
        }
    }

    private static ToolCall call(Map<?, ?> map) {
        Object arguments = first(map.get("arguments"), map.get("args"), map.get("input"), map.get("parameters"));
        String text = Json.text(arguments);
        return ToolCall.of(first(map, "call_id", "id"), text(map, "name"), text.isBlank() ? "{}" : text);
    }

    /** A content in one text. */
    private static String flat(@Nullable Object content) {
        var texts = new ArrayList<String>();
        if (content instanceof List<?> list
                && list.stream().allMatch(each -> each instanceof Map<?, ?> map && map.containsKey("type"))) {
            parts(list, texts, new ArrayList<>(), new ArrayList<>());
            return String.join("\n", texts);
        }
        return Json.text(content);
    }

    private static @Nullable Object first(@Nullable Object... values) {
        for (Object value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static String first(Map<?, ?> map, String... names) {
        for (String name : names) {
            if (map.get(name) instanceof String text && !text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    private static String text(Map<?, ?> map, String name) {
        return map.get(name) instanceof String text ? text : "";
    }
}
