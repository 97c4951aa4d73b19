package dev.rehearsal.dataset;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.input.InvalidInputException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an agent must have done, or must not have done. It is looked for in the turns of the step before, or in all turns that the agent has
 * answered where it says {@code ever}; what precedes the simulation is not the agent's.
 */
public sealed interface Condition {
    /**
     * The agent made such a tool call.
     *
     * @param not whether it must not have made it
     * @param ever whether it is looked for in all turns
     */
    record Called(ToolCallPattern call, boolean not, boolean ever) implements Condition {}

    /**
     * An answer has such words.
     *
     * @param not whether no answer may have them
     * @param ever whether they are looked for in all turns
     */
    record Said(Words words, boolean not, boolean ever) implements Condition {}

    /** All of them hold. */
    record AllOf(List<Condition> conditions) implements Condition {
        public AllOf {
            conditions = checked(conditions);
        }
    }

    /** At least one of them holds. */
    record AnyOf(List<Condition> conditions) implements Condition {
        public AnyOf {
            conditions = checked(conditions);
        }
    }

    /**
     * What was found instead, in words; nothing if it holds.
     *
     * @param since how many turns there were before the step whose turns are looked at
     */
    default Optional<String> unmet(Conversation conversation, int since) {
        return switch (this) {
            case Called called -> Found.calls(called, turns(conversation, called.ever ? 0 : since));
            case Said said -> Found.words(said, turns(conversation, said.ever ? 0 : since));
            case AllOf all ->
                all.conditions.stream()
                        .flatMap(each -> each.unmet(conversation, since).stream())
                        .findFirst();
            case AnyOf any -> {
                List<Optional<String>> each = any.conditions.stream()
                        .map(one -> one.unmet(conversation, since))
                        .toList();
                yield each.stream().anyMatch(Optional::isEmpty)
                        ? Optional.empty()
                        : Optional.of(each.stream().flatMap(Optional::stream).collect(Collectors.joining("; ")));
            }
        };
    }

    /** What is asked, in words. */
    default String text() {
        return switch (this) {
            case Called(var call, var not, var ever) ->
                "the agent " + (not ? "has not called " : "has called ") + call + (ever ? ", in any turn" : "");
            case Said(var words, var not, var ever) ->
                "the agent " + (not ? "has not said " : "has said ") + words + (ever ? ", in any turn" : "");
            case AllOf(var conditions) -> joined(conditions, " and ");
            case AnyOf(var conditions) -> joined(conditions, " or ");
        };
    }

    private static String joined(List<Condition> conditions, String word) {
        return conditions.stream().map(Condition::text).collect(Collectors.joining(word));
    }

    private static List<Condition> checked(List<Condition> conditions) {
        if (conditions.isEmpty()) {
            throw new InvalidInputException("script", "'all' and 'any' need at least one condition");
        }
        return List.copyOf(conditions);
    }

    private static List<Turn> turns(Conversation conversation, int since) {
        return conversation.turns().stream()
                .skip(Math.max(since, conversation.before()))
                .toList();
    }

    /** Looks, and says what is there. */
    final class Found {
        private static final int LONGEST = 300;

        private Found() {}

        private static Optional<String> calls(Called condition, List<Turn> turns) {
            List<ToolCall> made = turns.stream()
                    .flatMap(turn -> turn.answer().toolCalls().stream())
                    .toList();
            boolean found = made.stream().anyMatch(condition.call::matches);
            return found != condition.not ? Optional.empty() : Optional.of(calls(made));
        }

        private static String calls(List<ToolCall> made) {
            return made.isEmpty()
                    ? "found no tool call"
                    : made.stream()
                            .map(call -> call.name() + shortened(call.arguments()) + (call.failed() ? " (failed)" : ""))
                            .collect(Collectors.joining(", ", "found ", ""));
        }

        private static Optional<String> words(Said condition, List<Turn> turns) {
            List<String> answers =
                    turns.stream().map(turn -> turn.answer().text()).toList();
            boolean found = answers.stream().anyMatch(condition.words::areIn);
            return found != condition.not
                    ? Optional.empty()
                    : Optional.of(
                            answers.isEmpty()
                                    ? "found no answer"
                                    : "found "
                                            + answers.stream()
                                                    .map(Found::quoted)
                                                    .collect(Collectors.joining(", ")));
        }

        private static String quoted(String text) {
            return "\"" + shortened(text.strip().replaceAll("\\s+", " ")) + "\"";
        }

        private static String shortened(String text) {
            return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        }
    }
}
