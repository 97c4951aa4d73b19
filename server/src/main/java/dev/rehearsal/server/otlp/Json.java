package dev.rehearsal.server.otlp;

import dev.rehearsal.conversation.Attributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON that stands as text in attributes. */
final class Json {
    private Json() {}

    /** The value that a text is in JSON, where it begins as an object or a list does; else what was given. */
    static @Nullable Object read(@Nullable Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        String stripped = text.strip();
        if (!stripped.startsWith("{") && !stripped.startsWith("[") && !stripped.startsWith("\"")) {
            return value;
        }
        try {
            return Attributes.parse("{\"value\":" + stripped + "}").asMap().get("value");
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    /** A value as a text: texts as they are, others as JSON. */
    static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Map<?, ?> || value instanceof Iterable<?>) {
            String wrapped = Attributes.of("v", value).toJson();
            return wrapped.substring(wrapped.indexOf(':') + 1, wrapped.length() - 1);
        }
        return value.toString();
    }
}
