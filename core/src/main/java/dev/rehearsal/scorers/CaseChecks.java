package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.dataset.AnswerPatterns;
import dev.rehearsal.dataset.ToolCallPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a test case expects that can be checked without a model. Its expectations may have {@code expected_tool_calls} and
 * {@code forbidden_tool_calls} (each a tool's name or {@code {name, arguments, result}}; the arguments are those that matter, the result
 * is a regular expression; a call that failed does not count) and {@code answer_patterns} (regular expressions, each of which is found in
 * some answer).
 */
public final class CaseChecks {
    static final String EXPECTED_TOOL_CALLS = "expected_tool_calls";
    static final String FORBIDDEN_TOOL_CALLS = "forbidden_tool_calls";
    static final String ANSWER_PATTERNS = "answer_patterns";

    private final List<ToolCallPattern> expected;
    private final List<ToolCallPattern> forbidden;
    private final List<Pattern> answers;

    private CaseChecks(List<ToolCallPattern> expected, List<ToolCallPattern> forbidden, List<Pattern> answers) {
        this.expected = expected;
        this.forbidden = forbidden;
        this.answers = answers;
    }

    /** @throws IllegalArgumentException if one of the expectations cannot be read; the message says which */
    public static CaseChecks of(Attributes expectations) {
        return new CaseChecks(
                calls(EXPECTED_TOOL_CALLS, expectations),
                calls(FORBIDDEN_TOOL_CALLS, expectations),
                expectations
                        .get(ANSWER_PATTERNS)
                        .map(value -> AnswerPatterns.parse(ANSWER_PATTERNS, value))
                        .orElse(List.of()));
    }

    /** Whether anything is expected of the tool calls. */
    public boolean hasToolCalls() {
        return !expected.isEmpty() || !forbidden.isEmpty();
    }

    /** Whether anything is expected of the answers' texts. */
    public boolean hasAnswers() {
        return !answers.isEmpty();
    }

    /** What does not hold, each in words; empty if all is as expected. */
    public List<String> unmet(Conversation conversation) {
        var unmet = new ArrayList<>(unmetToolCalls(conversation));
        unmet.addAll(unmetAnswers(conversation));
        return unmet;
    }

    List<String> unmetToolCalls(Conversation conversation) {
        List<ToolCall> made = conversation.own().stream()
                .flatMap(turn -> turn.answer().toolCalls().stream())
                .toList();
        var unmet = new ArrayList<String>();
        for (ToolCallPattern pattern : expected) {
            if (made.stream().noneMatch(pattern::matches)) {
                unmet.add("expected " + pattern + ", " + nearest(pattern, made));
            }
        }
        for (ToolCallPattern pattern : forbidden) {
            if (made.stream().anyMatch(pattern::matches)) {
                unmet.add("forbidden " + pattern + ", found it");
            }
        }
        return unmet;
    }

    List<String> unmetAnswers(Conversation conversation) {
        return answers.stream()
                .filter(pattern -> conversation.own().stream()
                        .noneMatch(turn -> pattern.matcher(turn.answer().text()).find()))
                .map(pattern -> "no answer has '" + pattern + "'")
                .toList();
    }

    private static String nearest(ToolCallPattern pattern, List<ToolCall> made) {
        List<ToolCall> sameTool =
                made.stream().filter(call -> call.name().equals(pattern.name())).toList();
        if (sameTool.isEmpty()) {
            return made.isEmpty()
                    ? "found no tool call"
                    : "found only "
                            + String.join(
                                    ", ",
                                    made.stream().map(ToolCall::name).distinct().toList());
        }
        ToolCall last = sameTool.getLast();
        return "found " + last.name() + last.arguments() + (last.failed() ? ", which failed: " + last.result() : "");
    }

    private static List<ToolCallPattern> calls(String name, Attributes expectations) {
        @Nullable Object value = expectations.get(name).orElse(null);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw new IllegalArgumentException(name + ": expected a list, found: " + value);
        }
        var calls = new ArrayList<ToolCallPattern>();
        for (int i = 0; i < list.size(); i++) {
            calls.add(ToolCallPattern.parse(name + "[" + i + "]", list.get(i)));
        }
        return List.copyOf(calls);
    }
}
