package dev.rehearsal.generation;

import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.dataset.Script;
import dev.rehearsal.dataset.ScriptStep;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A session and what a model wrote of it. */
record Distilled(SourceSession session, Draft draft) {
    /** Whether it ended as it should: then what the agent did in it is what is expected. */
    boolean isGood() {
        return switch (session.outcome()) {
            case GOOD -> true;
            case BAD -> false;
            case UNKNOWN -> draft.achieved();
        };
    }

    /** The tool calls of a good session that did not fail, the last of each tool; the arguments are those that it had. */
    Map<String, ToolCall> expectedCalls() {
        var calls = new LinkedHashMap<String, ToolCall>();
        if (isGood()) {
            session.conversation().own().stream()
                    .flatMap(turn -> turn.answer().toolCalls().stream())
                    .filter(call -> !call.failed())
                    .forEach(call -> calls.put(call.name(), call));
        }
        return calls;
    }

    List<String> expectedFacts() {
        return isGood() ? draft.facts() : List.of();
    }

    /** What the user said first, word for word; then the simulated user goes on. */
    Script opening() {
        return session.conversation().own().stream()
                .map(turn -> turn.user().text())
                .filter(text -> !text.isBlank())
                .findFirst()
                .map(text -> Script.of(ScriptStep.say(text), ScriptStep.proceed()))
                .orElse(Script.NONE);
    }
}
