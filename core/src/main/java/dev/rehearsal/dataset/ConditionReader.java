package dev.rehearsal.dataset;

import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads conditions on what an agent did. */
final class ConditionReader {
    /** The names of conditions, as in files. */
    static final List<String> NAMES =
            List.of("agent_called", "agent_not_called", "agent_said", "agent_not_said", "all", "any");

    private static final String EVER = "ever";

    private final List<Fault> faults;

    ConditionReader(List<Fault> faults) {
        this.faults = faults;
    }

    /** A condition that stands alone, as a map with one name; null where it has a fault. */
    @Nullable
    Condition one(String place, @Nullable Object value) {
        if (value instanceof Map<?, ?> map && map.size() == 1) {
            Map.Entry<?, ?> only = map.entrySet().iterator().next();
            String name = String.valueOf(only.getKey());
            return named(place + "." + name, name, only.getValue());
        }
        fault(
                place,
                "must be one condition such as {agent_called: refund}, found " + ScriptReader.found(value)
                        + "; several go under 'all' or 'any'");
        return null;
    }

    /** The condition of that name; null where it has a fault. */
    @Nullable
    Condition named(String place, String name, @Nullable Object value) {
        return switch (name) {
            case "agent_called" -> called(place, value, false);
            case "agent_not_called" -> called(place, value, true);
            case "agent_said" -> said(place, value, false);
            case "agent_not_said" -> said(place, value, true);
            case "all", "any" -> several(place, name, value);
            default -> {
                fault(place, "is no condition" + Names.suggestion(name, NAMES));
                yield null;
            }
        };
    }

    private @Nullable Condition called(String place, @Nullable Object value, boolean not) {
        boolean ever = false;
        Object call = value;
        if (value instanceof Map<?, ?> map) {
            ScriptReader.known(faults, place, map, List.of("name", "arguments", "result", EVER));
            ever = ever(place, map);
            var rest = new LinkedHashMap<Object, @Nullable Object>(map);
            rest.remove(EVER);
            call = rest;
        }
        if (call instanceof String name && name.isBlank()) {
            fault(place, "names no tool");
            return null;
        }
        try {
            return new Condition.Called(ToolCallPattern.parse("a tool call", call), not, ever);
        } catch (IllegalArgumentException e) {
            fault(place, "cannot be used: " + e.getMessage());
            return null;
        }
    }

    private @Nullable Condition said(String place, @Nullable Object value, boolean not) {
        try {
            if (value instanceof String text) {
                return new Condition.Said(Words.of(text), not, false);
            }
            if (value instanceof Map<?, ?> map) {
                ScriptReader.known(faults, place, map, List.of("text", "pattern", EVER));
                if (map.get("text") instanceof String text && map.get("pattern") == null) {
                    return new Condition.Said(Words.of(text), not, ever(place, map));
                }
                if (map.get("pattern") instanceof String pattern && map.get("text") == null) {
                    return new Condition.Said(Words.pattern(pattern), not, ever(place, map));
                }
            }
        } catch (InvalidInputException e) {
            e.faults().forEach(each -> fault(place, "cannot be used: " + each.message()));
            return null;
        }
        fault(
                place,
                "must be text, or a map with 'text' or 'pattern', found " + ScriptReader.found(value)
                        + (value instanceof Number ? "; put it into quotes" : ""));
        return null;
    }

    private @Nullable Condition several(String place, String name, @Nullable Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            fault(place, "must be a list of conditions, found " + ScriptReader.found(value));
            return null;
        }
        var conditions = new ArrayList<Condition>();
        for (int i = 0; i < list.size(); i++) {
            Condition condition = one(place + "[" + i + "]", list.get(i));
            if (condition != null) {
                conditions.add(condition);
            }
        }
        if (conditions.isEmpty()) {
            return null;
        }
        return name.equals("all") ? new Condition.AllOf(conditions) : new Condition.AnyOf(conditions);
    }

    private boolean ever(String place, Map<?, ?> map) {
        return switch (map.get(EVER)) {
            case null -> false;
            case Boolean ever -> ever;
            case Object other -> {
                fault(place + "." + EVER, "must be true or false, found " + ScriptReader.found(other));
                yield false;
            }
        };
    }

    private void fault(String place, String message) {
        faults.add(new Fault(place, message));
    }
}
