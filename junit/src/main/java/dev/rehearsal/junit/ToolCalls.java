package dev.rehearsal.junit;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.simulation.Simulation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What is asserted about the tools that an agent called. */
record ToolCalls(SimulationAssert on, Simulation simulation, String name) {
    SimulationAssert called(Map<String, ?> arguments) {
        if (calls().stream().noneMatch(call -> has(call, Attributes.from(arguments)))) {
            on.fail("the tool '" + name + "' was to be called"
                    + (arguments.isEmpty()
                            ? ""
                            : " with " + Attributes.from(arguments).toJson()) + ", but " + found());
        }
        return on;
    }

    SimulationAssert called(int times) {
        long calls = calls().size();
        if (calls != times) {
            on.fail("the tool '" + name + "' was to be called " + times + " times, but " + found());
        }
        return on;
    }

    SimulationAssert notCalled() {
        if (!calls().isEmpty()) {
            on.fail("the tool '" + name + "' was not to be called, but " + found());
        }
        return on;
    }

    SimulationAssert inOrder(List<String> names) {
        int next = 0;
        for (ToolCall call : all()) {
            if (next < names.size() && call.name().equals(names.get(next))) {
                next++;
            }
        }
        if (next < names.size()) {
            on.fail("the tools " + String.join(", ", names) + " were to be called in that order, but " + found());
        }
        return on;
    }

    private List<ToolCall> calls() {
        return all().stream().filter(call -> call.name().equals(name)).toList();
    }

    private List<ToolCall> all() {
        return simulation.conversation().own().stream()
                .flatMap(turn -> turn.answer().toolCalls().stream())
                .toList();
    }

    private static boolean has(ToolCall call, Attributes wanted) {
        if (wanted.isEmpty()) {
            return true;
        }
        try {
            Attributes given = Attributes.parse(call.arguments());
            return wanted.names().stream().allMatch(each -> Objects.equals(given.get(each), wanted.get(each)));
        } catch (IllegalArgumentException e) {
            return false; // no JSON object
        }
    }

    private String found() {
        List<ToolCall> all = all();
        return all.isEmpty()
                ? "none was"
                : "these were: "
                        + all.stream()
                                .map(call -> call.name() + " " + Shown.line(call.arguments(), 200))
                                .collect(Collectors.joining("; "));
    }
}
