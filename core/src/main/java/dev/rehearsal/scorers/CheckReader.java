package dev.rehearsal.scorers;

import dev.rehearsal.dataset.AnswerPatterns;
import dev.rehearsal.dataset.ToolCallPattern;
import dev.rehearsal.input.Names;
import dev.rehearsal.simulation.StopReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads checks as they stand in a file. What is wrong becomes a fault of the scorer's options. */
final class CheckReader {
    private static final String OPTION = "checks";

    private final ScorerOptions options;
    private final boolean ofTurns;
    private final Map<String, Function<Object, Check>> readers = new LinkedHashMap<>();

    CheckReader(ScorerOptions options, boolean ofTurns) {
        this.options = options;
        this.ofTurns = ofTurns;
        readers.put("called", value -> new Check.Called(ToolCallPattern.parse("called", value)));
        readers.put("not_called", value -> new Check.Not(new Check.Called(ToolCallPattern.parse("not_called", value))));
        readers.put("called_in_order", value -> new Check.CalledInOrder(patterns(value)));
        readers.put("said", value -> new Check.Said(pattern("said", value)));
        readers.put("not_said", value -> new Check.Not(new Check.Said(pattern("not_said", value))));
        readers.put("asked", value -> new Check.Asked(pattern("asked", value)));
        readers.put("max_turns", value -> new Check.MaxTurns(count("max_turns", value)));
        readers.put("max_words", value -> new Check.MaxWords(count("max_words", value)));
        readers.put("max_latency", value -> new Check.MaxLatency(ScorerOptions.durationOf("max_latency", value)));
        readers.put("stopped", value -> new Check.Stopped(reasons(value)));
        readers.put(
                "any",
                value -> new Check.Any(
                        list("any", value).stream().map(this::read).toList()));
    }

    List<Check> readAll() {
        var checks = new ArrayList<Check>();
        List<?> given = options.requiredList(OPTION);
        for (int i = 0; i < given.size(); i++) {
            try {
                checks.add(read(given.get(i)));
            } catch (IllegalArgumentException e) {
                options.fault(OPTION + "[" + i + "]", String.valueOf(e.getMessage()));
            }
        }
        return checks;
    }

    private Check read(Object given) {
        if (!(given instanceof Map<?, ?> map) || map.isEmpty()) {
            throw new IllegalArgumentException("must be one of " + names() + " with its value, found " + given);
        }
        if (map.containsKey("if")) {
            return when(map);
        }
        if (map.size() > 1) {
            throw new IllegalArgumentException(
                    "has one check an entry, found " + map.keySet() + "; make it several entries");
        }
        var entry = map.entrySet().iterator().next();
        String name = String.valueOf(entry.getKey());
        Function<Object, Check> reader = readers.get(name);
        if (reader == null) {
            throw new IllegalArgumentException("there is no check '" + name + "' (there are: " + names() + ")"
                    + Names.suggestion(name, readers.keySet()));
        }
        if (entry.getValue() == null) {
            throw new IllegalArgumentException("'" + name + "' has no value");
        }
        if (ofTurns && (name.equals("stopped") || name.equals("max_turns"))) {
            throw new IllegalArgumentException("'" + name + "' is about a session; take out 'level: turn'");
        }
        return reader.apply(entry.getValue());
    }

    private Check when(Map<?, ?> map) {
        Object condition = map.get("if");
        Object then = map.get("then");
        if (map.size() != 2 || condition == null || then == null) {
            throw new IllegalArgumentException("has 'if' and 'then', found " + map.keySet());
        }
        return new Check.When(read(condition), read(then));
    }

    private String names() {
        return String.join(", ", readers.keySet()) + ", if … then";
    }

    private static List<?> list(String name, Object value) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            return list;
        }
        throw new IllegalArgumentException("'" + name + "' takes a list, found " + value);
    }

    private static List<ToolCallPattern> patterns(Object value) {
        return list("called_in_order", value).stream()
                .map(each -> ToolCallPattern.parse("called_in_order", each))
                .toList();
    }

    private static Pattern pattern(String name, Object value) {
        return AnswerPatterns.pattern(name, value);
    }

    private static int count(String name, Object value) {
        if (value instanceof Integer count && count > 0) {
            return count;
        }
        throw new IllegalArgumentException("'" + name + "' takes a whole number from 1 on, found " + value);
    }

    private static List<String> reasons(Object value) {
        List<?> given = value instanceof List<?> list ? list : List.of(value);
        var reasons = new ArrayList<String>();
        for (Object each : given) {
            String code = String.valueOf(each);
            if (!StopReason.CODES.contains(code)) {
                throw new IllegalArgumentException("there is no stop reason '" + code + "' (there are: "
                        + String.join(", ", StopReason.CODES) + ")" + Names.suggestion(code, StopReason.CODES));
            }
            reasons.add(code);
        }
        return reasons;
    }
}
