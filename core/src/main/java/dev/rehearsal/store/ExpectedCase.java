package dev.rehearsal.store;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Expectation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A session's test case with what persons said that they expected of the session and of its turns. */
final class ExpectedCase {
    private static final String TURNS = "turns";

    private ExpectedCase() {}

    static TestCase of(TestCase testCase, List<Expectation> expectations) {
        if (expectations.isEmpty()) {
            return testCase;
        }
        Attributes all = testCase.expectations();
        var turns = new TreeMap<String, Map<String, @Nullable Object>>();
        if (all.get(TURNS).orElse(null) instanceof Map<?, ?> known) {
            known.forEach((turn, expected) -> {
                if (expected instanceof Map<?, ?> map) {
                    map.forEach((name, value) -> turn(turns, turn).put(name.toString(), value));
                }
            });
        }
        for (Expectation each : expectations) {
            if (each.turn() == 0) {
                // what turns are expected to be is said of turns
                all = each.name().equals(TURNS) ? all : all.with(each.name(), each.value());
            } else {
                turn(turns, each.turn()).put(each.name(), each.value());
            }
        }
        var fields = new LinkedHashMap<>(CaseReader.write(testCase));
        fields.put("expectations", turns.isEmpty() ? all : all.with(TURNS, turns));
        return switch (CaseReader.read(fields)) {
            case CaseItem.Valid(var expected) -> expected;
            case CaseItem.Invalid(var faults) -> throw new InvalidInputException(faults);
        };
    }

    private static Map<String, @Nullable Object> turn(Map<String, Map<String, @Nullable Object>> turns, Object turn) {
        return turns.computeIfAbsent(turn.toString(), number -> new LinkedHashMap<>());
    }
}
