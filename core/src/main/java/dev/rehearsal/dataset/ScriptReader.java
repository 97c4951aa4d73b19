package dev.rehearsal.dataset;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the steps of a script from the values that a file or a store gives. */
final class ScriptReader {
    /** The names of steps, as in files. */
    static final List<String> STEPS = List.of(
            "say",
            "proceed",
            "agent_called",
            "agent_not_called",
            "agent_said",
            "agent_not_said",
            "all",
            "any",
            "judge",
            "check_goal",
            "branch",
            "finish",
            "fail",
            "code");

    private static final List<String> CONDITIONS = ConditionReader.NAMES;
    private static final int DEEPEST = 16;

    private final List<Fault> faults;
    private final ConditionReader conditions;
    private int depth;

    ScriptReader(List<Fault> faults) {
        this.faults = faults;
        this.conditions = new ConditionReader(faults);
    }

    Script read(String place, @Nullable Object value) {
        return switch (value) {
            case null -> Script.NONE;
            case List<?> list -> new Script(steps(place, list));
            case Object other -> {
                fault(place, "must be a list of steps, such as [{say: Hello}, proceed], found " + found(other));
                yield Script.NONE;
            }
        };
    }

    private List<ScriptStep> steps(String place, List<?> list) {
        if (++depth > DEEPEST) {
            fault(place, "has branches in branches, more than " + DEEPEST + " deep");
            return List.of();
        }
        var steps = new ArrayList<ScriptStep>();
        for (int i = 0; i < list.size(); i++) {
            ScriptStep step = step(place + "[" + i + "]", list.get(i));
            if (step != null) {
                steps.add(step);
            }
        }
        depth--;
        return steps;
    }

    private @Nullable ScriptStep step(String place, @Nullable Object value) {
        return switch (value) {
            case String name -> named(place, name, null);
            case Map<?, ?> map
            when map.size() == 1 -> {
                Map.Entry<?, ?> only = map.entrySet().iterator().next();
                yield named(place, String.valueOf(only.getKey()), only.getValue());
            }
            case Map<?, ?> map
            when !map.isEmpty() -> {
                fault(
                        place,
                        "is one step, found " + map.size() + " names (" + names(map.keySet())
                                + "); begin each step with a dash of its own");
                yield null;
            }
            case null, default -> {
                fault(place, "is a step such as {say: Hello}, found " + found(value));
                yield null;
            }
        };
    }

    private @Nullable ScriptStep named(String place, String name, @Nullable Object value) {
        String at = place + "." + name;
        if (CONDITIONS.contains(name)) {
            Condition condition = conditions.named(at, name, value);
            return condition == null ? null : new ScriptStep.Check(condition);
        }
        return switch (name) {
            case "say" -> say(at, value);
            case "proceed" -> proceed(at, value);
            case "judge" -> text(at, value, ScriptStep.Judge::new);
            case "fail" -> text(at, value, ScriptStep.Fail::new);
            case "code" -> text(at, value, code -> new ScriptStep.Code(code, null));
            case "finish" -> value == null ? new ScriptStep.Finish("") : text(at, value, ScriptStep.Finish::new);
            case "check_goal" -> nothing(at, value, new ScriptStep.CheckGoal());
            case "branch" -> branch(at, value);
            default -> {
                fault(
                        at,
                        "is no step of a script"
                                + Names.nearest(name, STEPS)
                                        .map(near -> "; did you mean '" + near + "'?")
                                        .orElse(" (there are: " + String.join(", ", STEPS) + ")"));
                yield null;
            }
        };
    }

    private @Nullable ScriptStep say(String place, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return text(place, value, ScriptStep::say);
        }
        known(place, map, List.of("text", "expect", "continues"));
        Attributes expect = Attributes.EMPTY;
        if (map.get("expect") instanceof Map<?, ?> expected) {
            expect = named(expected);
        } else if (map.get("expect") != null) {
            fault(place + ".expect", "must be a map of names to values, found " + found(map.get("expect")));
        }
        Object continues = map.get("continues");
        if (continues != null && !(continues instanceof Boolean)) {
            fault(place + ".continues", "must be true or false, found " + found(continues));
        }
        Attributes expected = expect;
        return text(
                place + ".text",
                map.get("text"),
                text -> new ScriptStep.Say(text, expected, Boolean.TRUE.equals(continues)));
    }

    private @Nullable ScriptStep proceed(String place, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            Integer turns = turns(place, value);
            return made(place, () -> new ScriptStep.Proceed(turns, null));
        }
        known(place, map, List.of("turns", "until"));
        Integer turns = turns(place + ".turns", map.get("turns"));
        Condition until = map.get("until") == null ? null : conditions.one(place + ".until", map.get("until"));
        return made(place, () -> new ScriptStep.Proceed(turns, until));
    }

    private @Nullable Integer turns(String place, @Nullable Object value) {
        if (value == null || value instanceof Integer) {
            return (Integer) value;
        }
        fault(place, "must be a number of turns, found " + found(value));
        return null;
    }

    private @Nullable ScriptStep branch(String place, @Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            fault(place, "must be a list of 'when' with 'then', and 'else', found " + found(value));
            return null;
        }
        var arms = new ArrayList<ScriptStep.Arm>();
        List<ScriptStep> otherwise = List.of();
        for (int i = 0; i < list.size(); i++) {
            String at = place + "[" + i + "]";
            if (!(list.get(i) instanceof Map<?, ?> map)) {
                fault(at, "must be 'when' with 'then', or 'else', found " + found(list.get(i)));
            } else if (map.containsKey("else")) {
                known(at, map, List.of("else"));
                otherwise = inner(at + ".else", map.get("else"));
                if (i < list.size() - 1) {
                    fault(at + ".else", "is the last; nothing after it would ever be looked at");
                }
            } else {
                known(at, map, List.of("when", "then", "else"));
                Condition when = conditions.one(at + ".when", map.get("when"));
                List<ScriptStep> then = inner(at + ".then", map.get("then"));
                if (when != null) {
                    arms.add(new ScriptStep.Arm(when, then));
                }
            }
        }
        List<ScriptStep> last = otherwise;
        return made(place, () -> new ScriptStep.Branch(arms, last));
    }

    private List<ScriptStep> inner(String place, @Nullable Object value) {
        if (value instanceof List<?> list) {
            return steps(place, list);
        }
        fault(place, "must be a list of steps, found " + found(value));
        return List.of();
    }

    private interface OfText {
        ScriptStep step(String text);
    }

    private @Nullable ScriptStep text(String place, @Nullable Object value, OfText step) {
        if (value instanceof String text) {
            return made(place, () -> step.step(text));
        }
        fault(
                place,
                "must be text, found " + found(value)
                        + (value instanceof Number || value instanceof Boolean ? "; put it into quotes" : ""));
        return null;
    }

    private @Nullable ScriptStep nothing(String place, @Nullable Object value, ScriptStep step) {
        if (value != null) {
            fault(place, "takes no value, found " + found(value));
        }
        return step;
    }

    private @Nullable ScriptStep made(String place, Supplier<ScriptStep> step) {
        try {
            return step.get();
        } catch (InvalidInputException e) {
            e.faults().forEach(each -> fault(place, each.message().replaceFirst("^'\\w+' ", "")));
            return null;
        }
    }

    private void known(String place, Map<?, ?> map, List<String> known) {
        known(faults, place, map, known);
    }

    static void known(List<Fault> faults, String place, Map<?, ?> map, List<String> known) {
        for (Object key : map.keySet()) {
            String name = String.valueOf(key);
            if (!known.contains(name)) {
                faults.add(new Fault(
                        place + "." + name,
                        "is not known here (known: " + String.join(", ", known) + ")" + Names.suggestion(name, known)));
            }
        }
    }

    private void fault(String place, String message) {
        faults.add(new Fault(place, message));
    }

    static Attributes named(Map<?, ?> map) {
        var named = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((name, value) -> named.put(String.valueOf(name), value));
        return Attributes.from(named);
    }

    private static String names(Collection<?> names) {
        return String.join(", ", names.stream().map(String::valueOf).toList());
    }

    static String found(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case String text -> "'" + (text.length() <= 40 ? text : text.substring(0, 40) + "…") + "'";
            case Map<?, ?> map -> map.isEmpty() ? "an empty map" : "a map";
            case List<?> list -> list.isEmpty() ? "an empty list" : "a list";
            case Object other -> other.toString();
        };
    }
}
