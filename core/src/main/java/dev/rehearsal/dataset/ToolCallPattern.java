package dev.rehearsal.dataset;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.ToolCall;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A tool call as a test case describes it.
 *
 * @param arguments the call may have more than these
 * @param result a regular expression that is found in the result; null for any result
 */
public record ToolCallPattern(
        String name,
        Map<String, @Nullable Object> arguments,
        @Nullable String result) {
    /** The names that a map which describes a call may have. */
    static final List<String> FIELDS = List.of("name", "arguments", "result");

    /** @throws IllegalArgumentException if the result is no regular expression */
    public ToolCallPattern {
        arguments = Attributes.from(arguments).asMap();
        if (result != null) {
            AnswerPatterns.pattern("result", result);
        }
    }

    /** A call of that tool, whatever its arguments. */
    public static ToolCallPattern of(String name) {
        return new ToolCallPattern(name, Map.of(), null);
    }

    /** @throws IllegalArgumentException if it is not {@code {name, arguments, result}} */
    public static ToolCallPattern parse(String place, @Nullable Object value) {
        if (value instanceof String name) {
            return of(name);
        }
        if (!(value instanceof Map<?, ?> map) || !(map.get("name") instanceof String name)) {
            throw new IllegalArgumentException(
                    place + ": expected a tool's name, or a map with 'name' and 'arguments'; found: " + value);
        }
        Object arguments = map.get("arguments");
        if (arguments != null && !(arguments instanceof Map)) {
            throw new IllegalArgumentException(place + ": expected 'arguments' to be a map, found: " + arguments);
        }
        Object result = map.get("result");
        return new ToolCallPattern(
                name,
                arguments instanceof Map<?, ?> given ? byName(given) : Map.of(),
                result == null
                        ? null
                        : AnswerPatterns.pattern(place + ".result", result).pattern());
    }

    /** As it stands in a file: the tool's name, or a map. */
    Object value() {
        if (arguments.isEmpty() && result == null) {
            return name;
        }
        var value = new LinkedHashMap<String, Object>();
        value.put("name", name);
        if (!arguments.isEmpty()) {
            value.put("arguments", arguments);
        }
        if (result != null) {
            value.put("result", result);
        }
        return value;
    }

    /** Whether a call is such a call and did not fail. */
    public boolean matches(ToolCall call) {
        String found = call.result();
        return call.name().equals(name)
                && !call.failed()
                && argumentsMatch(call)
                && (result == null
                        || (found != null
                                && AnswerPatterns.pattern("result", result)
                                        .matcher(found)
                                        .find()));
    }

    private boolean argumentsMatch(ToolCall call) {
        if (arguments.isEmpty()) {
            return true;
        }
        Map<String, @Nullable Object> made;
        try {
            made = Attributes.parse(call.arguments()).asMap();
        } catch (IllegalArgumentException e) {
            return false;
        }
        return arguments.entrySet().stream()
                .allMatch(each -> made.containsKey(each.getKey()) && same(each.getValue(), made.get(each.getKey())));
    }

    /** Numbers are compared by value, also with numbers that are text; text without regard to case and outer blanks. */
    private static boolean same(@Nullable Object expected, @Nullable Object made) {
        if (expected == null || made == null) {
            return expected == made;
        }
        if (expected instanceof Map<?, ?> one && made instanceof Map<?, ?> other) {
            return one.keySet().equals(other.keySet())
                    && one.keySet().stream().allMatch(key -> same(one.get(key), other.get(key)));
        }
        if (expected instanceof List<?> one && made instanceof List<?> other) {
            return one.size() == other.size()
                    && IntStream.range(0, one.size()).allMatch(i -> same(one.get(i), other.get(i)));
        }
        if (expected instanceof Number || made instanceof Number) {
            try {
                return new BigDecimal(expected.toString().strip())
                                .compareTo(new BigDecimal(made.toString().strip()))
                        == 0;
            } catch (NumberFormatException e) {
                return false;
            }
        }
        return expected.toString().strip().equalsIgnoreCase(made.toString().strip());
    }

    private static Map<String, @Nullable Object> byName(Map<?, ?> map) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }

    @Override
    public String toString() {
        return name
                + (arguments.isEmpty() ? "" : Attributes.from(arguments).toJson())
                + (result == null ? "" : " with a result that has '" + result + "'");
    }
}
