package dev.rehearsal.models.local;

import dev.rehearsal.conversation.Attributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON schema whose texts have an end: a weak model that is free to write on does so, and the reply is cut before it is whole. */
final class BoundedSchema {
    private static final int MOST_CHARACTERS = 300;

    private BoundedSchema() {}

    static String of(String json) {
        Object bounded = bounded(Attributes.parse(json).asMap());
        return bounded instanceof Map<?, ?> map ? object(map).toJson() : json;
    }

    private static @Nullable Object bounded(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> boundedMap(map);
            case List<?> list -> list.stream().map(BoundedSchema::bounded).toList();
            case null -> null;
            default -> value;
        };
    }

    private static Map<String, @Nullable Object> boundedMap(Map<?, ?> map) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), bounded(value)));
        boolean freeText = "string".equals(map.get("type"))
                && !map.containsKey("enum")
                && !map.containsKey("const")
                && !map.containsKey("pattern")
                && !map.containsKey("format")
                && !map.containsKey("maxLength");
        if (freeText) {
            copy.put("maxLength", MOST_CHARACTERS);
        }
        return copy;
    }

    private static Attributes object(Map<?, ?> map) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return Attributes.from(copy);
    }
}
