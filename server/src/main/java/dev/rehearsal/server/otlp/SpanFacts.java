package dev.rehearsal.server.otlp;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Excerpt;
import dev.rehearsal.conversation.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What conventions find in a span's attributes and events. Where several find the same, the first one counts; an attribute that one has
 * taken is not kept under its own name as well.
 */
final class SpanFacts {
    static final String SESSION = "session_id";
    static final String USER = "user_id";
    static final String INPUT = "input";
    static final String OUTPUT = "output";
    static final String TOOL = "tool";
    static final String USAGE = "usage";
    static final String MODEL = "model";
    static final String DOCUMENTS = "outputs";
    static final String EVENTS = "events";

    private static final int LONGEST_TEXT = 100_000;

    private final Map<String, @Nullable Object> attributes;
    private final List<SpanEvent> events;
    private final Map<String, Object> found = new LinkedHashMap<>();
    private String kind = "";

    /** Something that happened while the span lasted. */
    record SpanEvent(String name, Map<String, @Nullable Object> attributes) {
        private Map<String, Object> fields() {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("name", name);
            fields.put("attributes", attributes);
            return fields;
        }
    }

    SpanFacts(Map<String, @Nullable Object> attributes, List<SpanEvent> events) {
        this.attributes = new LinkedHashMap<>(attributes);
        this.events = new ArrayList<>(events);
    }

    Map<String, @Nullable Object> attributes() {
        return attributes;
    }

    List<SpanEvent> events() {
        return events;
    }

    /** Takes the first of these attributes that is there, and leaves none of them; null where none is. */
    @Nullable
    Object take(String... names) {
        Object first = null;
        for (String name : names) {
            Object value = attributes.remove(name);
            first = first == null ? value : first;
        }
        return first;
    }

    /** The first of these attributes that is there, as a text; null where none is or it is blank. */
    @Nullable
    String text(String... names) {
        for (String name : names) {
            Object value = attributes.get(name);
            if (value != null && !value.toString().isBlank()) {
                return value.toString();
            }
        }
        return null;
    }

    void kind(String kind) {
        if (this.kind.isEmpty()) {
            this.kind = kind;
        }
    }

    String kind() {
        return kind;
    }

    boolean has(String fact) {
        return found.containsKey(fact);
    }

    void session(@Nullable String id) {
        put(SESSION, id);
    }

    void user(@Nullable String id) {
        put(USER, id);
    }

    void model(@Nullable String name) {
        put(MODEL, name);
    }

    /** Messages that were said to the agent or model; the history that they begin with is left out. */
    void input(List<Said> messages) {
        List<Said> recent = Said.sinceTheUserSpoke(messages);
        if (!recent.isEmpty()) {
            put(INPUT, recent.stream().map(Said::fields).toList());
        }
    }

    void output(List<Said> messages) {
        List<Said> recent = Said.sinceTheUserSpoke(messages);
        if (!recent.isEmpty()) {
            put(OUTPUT, recent.stream().map(Said::fields).toList());
        }
    }

    void usage(Usage usage) {
        if (!usage.equals(Usage.NONE)) {
            var counts = new LinkedHashMap<String, Object>();
            counts.put("input_tokens", usage.inputTokens());
            counts.put("output_tokens", usage.outputTokens());
            counts.put("cached_input_tokens", usage.cachedInputTokens());
            put(USAGE, counts);
        }
    }

    /** A call of a tool; any of it may be missing. */
    void tool(@Nullable String name, @Nullable String id, @Nullable Object arguments, @Nullable Object result) {
        var tool = new LinkedHashMap<String, Object>();
        putText(tool, "name", name);
        putText(tool, "id", id);
        putText(tool, "arguments", arguments);
        putText(tool, "result", result);
        @SuppressWarnings("unchecked")
        var before = (Map<String, Object>) found.getOrDefault(TOOL, Map.of());
        tool.putAll(before);
        if (!tool.isEmpty()) {
            found.put(TOOL, tool);
        }
    }

    private static void putText(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, Json.text(value));
        }
    }

    void documents(List<String> documents) {
        if (!documents.isEmpty()) {
            put(DOCUMENTS, documents);
        }
    }

    private void put(String fact, @Nullable Object value) {
        if (value != null) {
            found.putIfAbsent(fact, value);
        }
    }

    /** The session that it names. */
    Optional<String> session() {
        return Optional.ofNullable(found.get(SESSION)).map(Object::toString);
    }

    /** What was found, and then all that nobody took; events last. Long texts are cut. */
    Attributes toAttributes() {
        var all = new LinkedHashMap<String, @Nullable Object>(found);
        attributes.forEach(all::putIfAbsent);
        if (!events.isEmpty()) {
            all.put(EVENTS, events.stream().map(SpanEvent::fields).toList());
        }
        all.replaceAll((name, value) -> cut(value));
        return Attributes.from(all);
    }

    private static @Nullable Object cut(@Nullable Object value) {
        return switch (value) {
            case String text -> Excerpt.of(text, LONGEST_TEXT);
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(each -> copy.add(cut(each)));
                yield copy;
            }
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((name, inner) -> copy.put(String.valueOf(name), cut(inner)));
                yield copy;
            }
            case null, default -> value;
        };
    }
}
