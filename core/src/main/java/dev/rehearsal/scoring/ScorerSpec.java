package dev.rehearsal.scoring;

import dev.rehearsal.conversation.Attributes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A scorer by description, so that it can be opened again elsewhere or later.
 *
 * @param name the name by which the registry knows it
 * @param options what it was given; empty for its defaults
 */
public record ScorerSpec(String name, Attributes options) {
    public static ScorerSpec of(String name) {
        return new ScorerSpec(name, Attributes.EMPTY);
    }

    /**
     * The opposite of {@link #value} where there are options: a map with a {@code name}, the rest being options.
     *
     * @throws IllegalArgumentException if there is no name
     */
    public static ScorerSpec from(Map<?, ?> map) {
        if (!(map.get("name") instanceof String name)) {
            throw new IllegalArgumentException("expected a 'name', found: " + map);
        }
        var options = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> options.put(String.valueOf(key), value));
        options.remove("name");
        return new ScorerSpec(name, Attributes.from(options));
    }

    /** As it stands in a run file: the name alone, or the name and the options. */
    public Object value() {
        if (options.isEmpty()) {
            return name;
        }
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("name", name);
        values.putAll(options.asMap());
        return values;
    }
}
