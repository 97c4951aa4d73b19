package dev.rehearsal.model;

import dev.rehearsal.conversation.Attributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the fields of a structured reply have to be, read from its schema: the types {@code string}, {@code boolean}, {@code number},
 * {@code integer}, {@code array}, {@code object}, {@code enum}, and {@code required}.
 */
final class ReplyForm {
    private static final Map<String, ReplyForm> KNOWN = new ConcurrentHashMap<>();

    private final Map<String, Map<?, ?>> properties = new LinkedHashMap<>();
    private final List<?> required;

    private ReplyForm(String schema) {
        Attributes root = Attributes.parse(schema);
        if (root.get("properties").orElse(Map.of()) instanceof Map<?, ?> map) {
            map.forEach((name, property) ->
                    properties.put(String.valueOf(name), property instanceof Map<?, ?> m ? m : Map.of()));
        }
        required = root.get("required").orElse(List.of()) instanceof List<?> list ? list : List.of();
    }

    static ReplyForm of(ReplySchema schema) {
        return KNOWN.computeIfAbsent(schema.json(), ReplyForm::new);
    }

    /** @throws IllegalArgumentException if the text has no JSON object of that form; the message says what is wrong */
    Attributes read(String text) {
        Attributes fields = Attributes.parse(objectIn(text));
        for (Object name : required) {
            if (!fields.asMap().containsKey(String.valueOf(name))) {
                throw new IllegalArgumentException("field '" + name + "' is missing");
            }
        }
        properties.forEach((name, property) -> {
            if (fields.asMap().containsKey(name)) {
                check(name, property, fields.asMap().get(name));
            }
        });
        return fields;
    }

    private void check(String name, Map<?, ?> property, @Nullable Object value) {
        if (property.get("enum") instanceof List<?> allowed && !allowed.contains(value)) {
            throw new IllegalArgumentException(
                    "field '" + name + "' has to be one of " + allowed + ", found: " + value);
        }
        boolean fits = switch (String.valueOf(property.get("type"))) {
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "number" -> value instanceof Number;
            case "integer" -> value instanceof Number number && number.doubleValue() == Math.rint(number.doubleValue());
            case "array" -> value instanceof List<?>;
            case "object" -> value instanceof Map<?, ?>;
            default -> true;
        };
        if (!fits) {
            throw new IllegalArgumentException(
                    "field '" + name + "' has to be of type " + property.get("type") + ", found: " + value);
        }
    }

    /** The text from its first brace to its last, as models like to put words or a code fence around. */
    private static String objectIn(String text) {
        int from = text.indexOf('{');
        int to = text.lastIndexOf('}');
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("there is no JSON object in it");
        }
        return text.substring(from, to + 1);
    }
}
