package dev.rehearsal.server.otlp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lists whose parts are attributes of their own: {@code prefix.0.message.content}. */
final class Numbered {
    private static final int MOST = 10_000;

    private Numbered() {}

    /**
     * Takes the attributes whose names begin so, as a list of nested maps.
     *
     * @param wrapper what stands between a number and a name at every level, for example {@code message.}; left out
     */
    static List<Object> take(SpanFacts span, String prefix, String wrapper) {
        var tree = new TreeMap<String, @Nullable Object>();
        span.attributes().keySet().removeIf(name -> {
            boolean ours = name.startsWith(prefix);
            if (ours) {
                put(tree, name.substring(prefix.length()), span.attributes().get(name));
            }
            return ours;
        });
        return tree.isEmpty() ? List.of() : list(tree, wrapper);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, @Nullable Object> tree, String path, @Nullable Object value) {
        Map<String, @Nullable Object> at = tree;
        String[] names = path.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            Object next = at.get(names[i]);
            if (!(next instanceof Map)) {
                next = new LinkedHashMap<String, @Nullable Object>();
                at.put(names[i], next);
            }
            at = (Map<String, @Nullable Object>) next;
        }
        if (!(at.get(names[names.length - 1]) instanceof Map)) {
            at.put(names[names.length - 1], value);
        }
    }

    private static List<Object> list(Map<?, ?> tree, String wrapper) {
        var byNumber = new TreeMap<Integer, Object>();
        tree.forEach((number, value) -> {
            if (number.toString().matches("\\d{1,5}") && value != null && byNumber.size() < MOST) {
                byNumber.put(Integer.parseInt(number.toString()), unwrapped(value, wrapper));
            }
        });
        return new ArrayList<>(byNumber.values());
    }

    private static Object unwrapped(Object value, String wrapper) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        String name = wrapper.isEmpty() ? "" : wrapper.substring(0, wrapper.length() - 1);
        Map<?, ?> inner = map.get(name) instanceof Map<?, ?> wrapped ? wrapped : map;
        var plain = new LinkedHashMap<String, @Nullable Object>();
        inner.forEach((key, each) -> plain.put(key.toString(), plain(each)));
        if (plain.get("contents") instanceof List<?> contents && !plain.containsKey("content")) {
            plain.put("content", contents);
        }
        return plain;
    }

    /** Numbered lists within, and the wrappers of their parts: {@code tool_call}, {@code message_content}. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        if (!map.isEmpty()
                && map.keySet().stream().allMatch(key -> key.toString().matches("\\d{1,5}"))) {
            return list(map, "").stream()
                    .map(each -> each instanceof Map<?, ?> part
                                    && part.size() == 1
                                    && part.values().iterator().next() instanceof Map<?, ?> inner
                            ? inner
                            : each)
                    .toList();
        }
        var plain = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, each) -> plain.put(key.toString(), plain(each)));
        return plain;
    }
}
