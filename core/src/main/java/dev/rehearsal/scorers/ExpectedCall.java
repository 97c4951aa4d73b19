package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.dataset.ToolCallPattern;
import dev.rehearsal.scoring.TurnToScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A tool call as it is expected or was made, to be compared exactly; without arguments, any will do. */
record ExpectedCall(String name, @Nullable Attributes arguments) {
    static List<ExpectedCall> listOf(TurnToScore turn) {
        Object value = Expected.value(turn, CaseChecks.EXPECTED_TOOL_CALLS).orElse(List.of());
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException(CaseChecks.EXPECTED_TOOL_CALLS + ": expected a list, found: " + value);
        }
        var calls = new ArrayList<ExpectedCall>();
        for (Object each : list) {
            // says what is wrong with it, if anything is
            ToolCallPattern.parse(CaseChecks.EXPECTED_TOOL_CALLS + "[" + calls.size() + "]", each);
            calls.add(each instanceof Map<?, ?> map ? from(map) : new ExpectedCall(String.valueOf(each), null));
        }
        return calls;
    }

    private static ExpectedCall from(Map<?, ?> map) {
        return new ExpectedCall(
                String.valueOf(map.get("name")),
                map.get("arguments") instanceof Map<?, ?> arguments ? attributes(arguments) : null);
    }

    private static Attributes attributes(Map<?, ?> map) {
        Attributes all = Attributes.EMPTY;
        for (Map.Entry<?, ?> each : map.entrySet()) {
            all = all.with(String.valueOf(each.getKey()), each.getValue());
        }
        return all;
    }

    static List<ExpectedCall> made(List<ToolCall> calls) {
        return calls.stream().map(ExpectedCall::from).toList();
    }

    private static ExpectedCall from(ToolCall call) {
        try {
            return new ExpectedCall(call.name(), Attributes.parse(call.arguments()));
        } catch (IllegalArgumentException e) {
            return new ExpectedCall(call.name(), Attributes.of("unreadable", call.arguments()));
        }
    }

    static boolean same(List<ExpectedCall> expected, List<ToolCall> calls, boolean ordered) {
        if (expected.size() != calls.size()) {
            return false;
        }
        List<ExpectedCall> made = made(calls);
        if (ordered) {
            for (int i = 0; i < made.size(); i++) {
                if (!expected.get(i).matches(made.get(i))) {
                    return false;
                }
            }
            return true;
        }
        var left = new ArrayList<>(made);
        // those that ask for arguments choose first, so that one that takes any call leaves them theirs
        return Stream.concat(
                        expected.stream().filter(each -> each.arguments != null),
                        expected.stream().filter(each -> each.arguments == null))
                .allMatch(each -> left.stream()
                        .filter(each::matches)
                        .findFirst()
                        .map(left::remove)
                        .orElse(false));
    }

    private boolean matches(ExpectedCall made) {
        return name.equals(made.name) && (arguments == null || arguments.equals(made.arguments));
    }

    static String lines(List<ExpectedCall> calls) {
        return calls.stream()
                .map(each -> Transcript.oneLine(Attributes.of("tool", each.name)
                        .with("arguments", each.arguments == null ? "any" : each.arguments)))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return name + (arguments == null ? "" : arguments.toJson());
    }
}
