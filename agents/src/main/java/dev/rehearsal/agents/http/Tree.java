package dev.rehearsal.agents.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks JSON-like values; what is not there, or is something else, is empty. */
public final class Tree {
    private Tree() {}

    public static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    public static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    public static @Nullable Object first(@Nullable Object value) {
        List<?> list = list(value);
        return list.isEmpty() ? null : list.getFirst();
    }

    public static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }
}
