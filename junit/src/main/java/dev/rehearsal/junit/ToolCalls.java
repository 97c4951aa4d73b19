package dev.rehearsal.junit;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.simulation.Simulation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What is asserted about the tools that an agent called: what is wrong with them, else empty. */
record ToolCalls(Simulation simulation, String name) {
    String called(Map<String, ?> arguments) {
        Attributes wanted = Attributes.from(arguments);
        return calls().stream().anyMatch(call -> has(call, wanted))
                ? ""
                : "the tool '" + name + "' was to be called" + (wanted.isEmpty() ? "" : " with " + wanted.toJson())
                        + ", but " + found();
    }

    String called(int times) {
        return calls().size() == times
                ? ""
                : "the tool '" + name + "' was to be called " + times + " times, but " + found();
    }

    String notCalled() {
        return calls().isEmpty() ? "" : "the tool '" + name + "' was not to be called, but " + found();
    }

    String inOrder(List<String> names) {
        int next = 0;
        for (ToolCall call : all()) {
            if (next < names.size() && call.name().equals(names.get(next))) {
                next++;
            }
        }
        return next == names.size()
                ? ""
                : "the tools " + String.join(", ", names) + " were to be called in that order, but " + found();
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
