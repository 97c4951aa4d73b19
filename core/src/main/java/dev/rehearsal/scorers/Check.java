package dev.rehearsal.scorers;

import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.ToolCallPattern;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Something that has to hold of a conversation, or of a single turn of it, and that can be seen without a model. */
sealed interface Check {
    /**
     * What is looked at.
     *
     * @param stopReason its code; null where a single turn is looked at
     */
    record Facts(List<Turn> turns, @Nullable String stopReason) {
        List<ToolCall> toolCalls() {
            return turns.stream()
                    .flatMap(turn -> turn.answer().toolCalls().stream())
                    .toList();
        }
    }

    /** A tool was called, and did not fail. */
    record Called(ToolCallPattern pattern) implements Check {}

    /** Tools were called in that order; others may have been called between them. */
    record CalledInOrder(List<ToolCallPattern> patterns) implements Check {
        public CalledInOrder {
            patterns = List.copyOf(patterns);
        }
    }

    /** Some answer has it. */
    record Said(Pattern pattern) implements Check {}

    /** Some message of the user has it. */
    record Asked(Pattern pattern) implements Check {}

    /** There are no more turns. */
    record MaxTurns(int most) implements Check {}

    /** No answer has more words. */
    record MaxWords(int most) implements Check {}

    /** No answer took longer. */
    record MaxLatency(Duration longest) implements Check {}

    /** The session ended for one of those reasons. */
    record Stopped(List<String> reasons) implements Check {
        public Stopped {
            reasons = List.copyOf(reasons);
        }
    }

    /** It does not hold. */
    record Not(Check check) implements Check {}

    /** One of them holds. */
    record Any(List<Check> checks) implements Check {
        public Any {
            checks = List.copyOf(checks);
        }
    }

    /** Where the first holds, the second does too. */
    record When(Check condition, Check then) implements Check {}

    default boolean holds(Facts facts) {
        return switch (this) {
            case Called(var pattern) -> facts.toolCalls().stream().anyMatch(pattern::matches);
            case CalledInOrder(var patterns) -> inOrder(patterns, facts.toolCalls());
            case Said(var pattern) ->
                facts.turns().stream()
                        .anyMatch(turn -> pattern.matcher(turn.answer().text()).find());
            case Asked(var pattern) ->
                facts.turns().stream()
                        .anyMatch(turn -> pattern.matcher(turn.user().text()).find());
            case MaxTurns(int most) -> facts.turns().size() <= most;
            case MaxWords(int most) -> facts.turns().stream().allMatch(turn -> words(turn) <= most);
            case MaxLatency(var longest) ->
                facts.turns().stream().allMatch(turn -> turn.latency().compareTo(longest) <= 0);
            case Stopped(var reasons) -> facts.stopReason() != null && reasons.contains(facts.stopReason());
            case Not(var check) -> !check.holds(facts);
            case Any(var checks) -> checks.stream().anyMatch(check -> check.holds(facts));
            case When(var condition, var then) -> !condition.holds(facts) || then.holds(facts);
        };
    }

    private static boolean inOrder(List<ToolCallPattern> patterns, List<ToolCall> calls) {
        int next = 0;
        for (ToolCall call : calls) {
            if (next < patterns.size() && patterns.get(next).matches(call)) {
                next++;
            }
        }
        return next == patterns.size();
    }

    private static long words(Turn turn) {
        String text = turn.answer().text().strip();
        return text.isEmpty() ? 0 : Pattern.compile("\\s+").splitAsStream(text).count();
    }

    /** What it asks for, in words. */
    default String inWords() {
        return switch (this) {
            case Called(var pattern) -> "calls " + pattern;
            case CalledInOrder(var patterns) ->
                "calls in this order: "
                        + patterns.stream().map(ToolCallPattern::toString).collect(Collectors.joining(", "));
            case Said(var pattern) -> "says '" + pattern + "'";
            case Asked(var pattern) -> "the user says '" + pattern + "'";
            case MaxTurns(int most) -> "at most " + most + " turns";
            case MaxWords(int most) -> "at most " + most + " words an answer";
            case MaxLatency(var longest) -> "at most " + longest.toMillis() + " ms an answer";
            case Stopped(var reasons) -> "ends with " + String.join(" or ", reasons);
            case Not(var check) -> "not: " + check.inWords();
            case Any(var checks) -> checks.stream().map(Check::inWords).collect(Collectors.joining(", or ", "(", ")"));
            case When(var condition, var then) -> "if " + condition.inWords() + ", then " + then.inWords();
        };
    }

    /** What was found where it does not hold, as far as that is not plain from what it asks for; may be empty. */
    default String found(Facts facts) {
        return switch (this) {
            case Called c -> toolCalls(facts);
            case CalledInOrder c -> toolCalls(facts);
            case MaxTurns c -> "found " + facts.turns().size();
            case MaxWords(int most) ->
                facts.turns().stream()
                        .filter(turn -> words(turn) > most)
                        .map(turn -> words(turn) + " in turn " + turn.number())
                        .collect(Collectors.joining(", ", "found ", ""));
            case MaxLatency(var longest) ->
                facts.turns().stream()
                        .filter(turn -> turn.latency().compareTo(longest) > 0)
                        .map(turn -> turn.latency().toMillis() + " ms in turn " + turn.number())
                        .collect(Collectors.joining(", ", "found ", ""));
            case Stopped c -> "ended with " + facts.stopReason();
            case When(var condition, var then) -> then.found(facts);
            case Said c -> "";
            case Asked c -> "";
            case Not c -> "";
            case Any c -> "";
        };
    }

    private static String toolCalls(Facts facts) {
        List<ToolCall> made = facts.toolCalls();
        return made.isEmpty()
                ? "found no tool call"
                : made.stream()
                        .map(call -> call.name() + call.arguments() + (call.failed() ? " (failed)" : ""))
                        .collect(Collectors.joining(", ", "found ", ""));
    }
}
