package dev.rehearsal.server.otlp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a function was given and gave back, as what was said: messages where there are some, else the text that a name says is one, else
 * the only text, else all of it as JSON.
 */
final class Values {
    private static final List<String> QUESTIONS = List.of(
            "input",
            "question",
            "query",
            "prompt",
            "message",
            "user_input",
            "user_message",
            "text",
            "content",
            "request");
    private static final List<String> ANSWERS =
            List.of("output", "answer", "response", "content", "text", "result", "message", "completion");

    private Values() {}

    static Optional<List<Said>> input(@Nullable Object value) {
        return read(value, Said.USER, QUESTIONS);
    }

    static Optional<List<Said>> output(@Nullable Object value) {
        return read(value, Said.ASSISTANT, ANSWERS);
    }

    private static Optional<List<Said>> read(@Nullable Object given, String role, List<String> names) {
        Object value = arguments(Json.read(given));
        if (value == null || value instanceof String text && text.isBlank()) {
            return Optional.empty();
        }
        Optional<List<Said>> messages = Messages.read(value);
        if (messages.isPresent()) {
            return messages;
        }
        if (value instanceof Map<?, ?> map) {
            for (Object each : map.values()) {
                if (each instanceof List<?> || each instanceof Map<?, ?>) {
                    messages = Messages.read(each);
                    if (messages.isPresent()) {
                        return messages;
                    }
                }
            }
            return text(map, names).map(text -> List.of(Said.of(role, text)));
        }
        return Optional.of(List.of(Said.of(role, Json.text(value))));
    }

    /** What a decorator in Python wrote down of a function's arguments. */
    private static @Nullable Object arguments(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            for (String name : List.of("kwargs", "inputs")) {
                if (map.get(name) instanceof Map<?, ?> named && !named.isEmpty() && map.size() <= 3) {
                    return named;
                }
            }
            if (map.get("args") instanceof List<?> args && !args.isEmpty() && map.size() <= 2) {
                return args.getFirst();
            }
        }
        return value;
    }

    private static Optional<String> text(Map<?, ?> map, List<String> names) {
        if (map.isEmpty()) {
            return Optional.empty();
        }
        for (String name : names) {
            if (map.get(name) instanceof String text) {
                return Optional.of(text);
            }
        }
        List<String> texts = map.values().stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
        return Optional.of(map.size() == 1 && texts.size() == 1 ? texts.getFirst() : Json.text(map));
    }
}
