package dev.rehearsal.formats.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a document, and the line on which it stands. */
public sealed interface Node {
    /** The line, counted from 1. */
    int line();

    /** How many values it holds, itself and what stands in several places included each time. */
    long size();

    /** How many levels it has. */
    int depth();

    /** The plain value: text, number, boolean, null, list or map. */
    @Nullable
    Object value();

    /**
     * The line of what a path like {@code context.user.names[2]} leads to, or of the last step that is there.
     *
     * @param path names, separated by full stops, and positions in brackets, counted from 0
     */
    default int lineOf(String path) {
        return line();
    }

    /** Text, a number, a boolean or null. */
    record Scalar(int line, @Nullable Object value) implements Node {
        @Override
        public long size() {
            return 1;
        }

        @Override
        public int depth() {
            return 1;
        }
    }

    /** A list. */
    record Sequence(int line, List<Node> items, long size, int depth) implements Node {
        static Sequence of(int line, List<Node> items) {
            long size = 1;
            int depth = 0;
            for (Node item : items) {
                size += item.size();
                depth = Math.max(depth, item.depth());
            }
            return new Sequence(line, List.copyOf(items), size, depth + 1);
        }

        @Override
        public Object value() {
            var values = new ArrayList<@Nullable Object>(items.size());
            items.forEach(item -> values.add(item.value()));
            return values;
        }

        @Override
        public int lineOf(String path) {
            int end = path.indexOf(']');
            if (!path.startsWith("[") || end < 0) {
                return line;
            }
            try {
                int position = Integer.parseInt(path, 1, end, 10);
                return items.get(position).lineOf(path.substring(end + 1));
            } catch (NumberFormatException | IndexOutOfBoundsException e) {
                return line;
            }
        }
    }

    /** A map; its keys are text and keep their order. */
    record Mapping(int line, Map<String, Entry> entries, long size, int depth) implements Node {
        /** A map of these entries, in this order. */
        public static Mapping of(int line, Map<String, Entry> entries) {
            long size = 1;
            int depth = 0;
            for (Entry entry : entries.values()) {
                size += 1 + entry.value().size();
                depth = Math.max(depth, entry.value().depth());
            }
            return new Mapping(line, Collections.unmodifiableMap(new LinkedHashMap<>(entries)), size, depth + 1);
        }

        @Override
        public Map<String, @Nullable Object> value() {
            var values = new LinkedHashMap<String, @Nullable Object>();
            entries.forEach((key, entry) -> values.put(key, entry.value().value()));
            return values;
        }

        @Override
        public int lineOf(String path) {
            String step = path.startsWith(".") ? path.substring(1) : path;
            String key = "";
            for (String candidate : entries.keySet()) {
                boolean leadsThere = step.startsWith(candidate)
                        && (step.length() == candidate.length() || ".[".indexOf(step.charAt(candidate.length())) >= 0);
                if (leadsThere && candidate.length() >= key.length()) {
                    key = candidate;
                }
            }
            Entry entry = entries.get(key);
            if (entry == null || step.isEmpty()) {
                return line;
            }
            String rest = step.substring(key.length());
            return rest.isEmpty() || entry.value() instanceof Scalar
                    ? entry.line()
                    : entry.value().lineOf(rest);
        }
    }

    /** A map's value, and the line of its key. */
    record Entry(int line, Node value) {}
}
