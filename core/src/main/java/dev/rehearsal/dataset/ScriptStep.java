package dev.rehearsal.dataset;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One step of a {@link Script}. */
public sealed interface ScriptStep {
    /**
     * The user says exactly this.
     *
     * @param expect what is expected of the agent's answer, in the place of what the case expects
     * @param continues whether that belongs to what was said before: conditions look at the turns of both
     */
    record Say(String text, Attributes expect, boolean continues) implements ScriptStep {
        public Say {
            if (text.isBlank()) {
                throw new InvalidInputException("script", "'say' is blank; give the words of the user");
            }
        }
    }

    /**
     * The simulated user goes on by itself, until the goal is achieved or it has nothing more to say.
     *
     * @param turns the most turns; null for as many as the conversation may have
     * @param until ends it as soon as it holds after a turn; that it never holds is no failure. Null for none
     */
    record Proceed(@Nullable Integer turns, @Nullable Condition until) implements ScriptStep {
        public Proceed {
            if (turns != null && turns < 1) {
                throw new InvalidInputException("script", "'proceed' is for at least 1 turn, found " + turns);
            }
        }
    }

    /** The session fails where the condition does not hold now. */
    record Check(Condition condition) implements ScriptStep {
        /** The same check, of all turns and not of those of the step before alone. */
        public Check ever() {
            return new Check(
                    switch (condition) {
                        case Condition.Called(var call, var not, var ever) -> new Condition.Called(call, not, true);
                        case Condition.Said(var words, var not, var ever) -> new Condition.Said(words, not, true);
                        case Condition.AllOf(var all) -> new Condition.AllOf(ever(all));
                        case Condition.AnyOf(var any) -> new Condition.AnyOf(ever(any));
                    });
        }

        private static List<Condition> ever(List<Condition> conditions) {
            return conditions.stream()
                    .map(each -> new Check(each).ever().condition())
                    .toList();
        }
    }

    /** The judge model is asked now whether this is true of the agent's part in the chat; the session fails where it is not. */
    record Judge(String criterion) implements ScriptStep {
        public Judge {
            if (criterion.isBlank()) {
                throw new InvalidInputException("script", "'judge' is blank; say what must be true");
            }
        }
    }

    /**
     * The goal check is asked now; the session ends as {@code goal_achieved} if the goal is, and goes on if not. As the last step it ends it
     * then as {@code max_turns}.
     */
    record CheckGoal() implements ScriptStep {}

    /** Goes on with the steps of the first arm whose condition holds; with the others where none does. */
    record Branch(List<Arm> arms, List<ScriptStep> otherwise) implements ScriptStep {
        public Branch {
            arms = List.copyOf(arms);
            otherwise = List.copyOf(otherwise);
            if (arms.isEmpty()) {
                throw new InvalidInputException("script", "'branch' needs at least one 'when' with its 'then'");
            }
        }
    }

    /** What to do when a condition holds. */
    record Arm(Condition when, List<ScriptStep> then) {
        public Arm {
            then = List.copyOf(then);
        }
    }

    /** The session ends as {@code script_completed}. The text says why; it may be empty. */
    record Finish(String why) implements ScriptStep {}

    /** The session ends as {@code script_failed}. */
    record Fail(String why) implements ScriptStep {
        public Fail {
            if (why.isBlank()) {
                throw new InvalidInputException("script", "'fail' is blank; say what is wrong then");
            }
        }
    }

    /**
     * Code checks; the session fails where it throws.
     *
     * @param name names it in reports and pairs it with its code when a run is gone on with
     * @param code null where the step was read from a store, which keeps no code
     */
    record Code(String name, @Nullable ScriptCode code) implements ScriptStep {
        public Code {
            if (name.isBlank()) {
                throw new InvalidInputException("script", "'code' needs a name");
            }
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Code that && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    static Say say(String text) {
        return new Say(text, Attributes.EMPTY, false);
    }

    /** Says it, and expects something of the answer: what scorers compare it with. */
    static Say say(String text, Attributes expect) {
        return new Say(text, expect, false);
    }

    static Proceed proceed() {
        return new Proceed(null, null);
    }

    static Proceed proceed(int turns) {
        return new Proceed(turns, null);
    }

    /** At most so many turns, and no more once that holds. */
    static Proceed proceed(int turns, Check until) {
        return new Proceed(turns, until.condition());
    }

    static Check agentCalled(String tool) {
        return new Check(new Condition.Called(ToolCallPattern.of(tool), false, false));
    }

    /** @param arguments those that matter; the call may have more */
    static Check agentCalled(String tool, Map<String, ?> arguments) {
        return new Check(new Condition.Called(new ToolCallPattern(tool, copy(arguments), null), false, false));
    }

    static Check agentNotCalled(String tool) {
        return new Check(new Condition.Called(ToolCallPattern.of(tool), true, false));
    }

    static Check agentSaid(String words) {
        return agentSaid(Words.of(words));
    }

    static Check agentSaid(Words words) {
        return new Check(new Condition.Said(words, false, false));
    }

    static Check agentNotSaid(String words) {
        return agentNotSaid(Words.of(words));
    }

    static Check agentNotSaid(Words words) {
        return new Check(new Condition.Said(words, true, false));
    }

    static Check allOf(Check... checks) {
        return new Check(new Condition.AllOf(conditions(checks)));
    }

    static Check anyOf(Check... checks) {
        return new Check(new Condition.AnyOf(conditions(checks)));
    }

    static Judge judge(String criterion) {
        return new Judge(criterion);
    }

    static CheckGoal checkGoal() {
        return new CheckGoal();
    }

    static Branch branch(Arm... arms) {
        return new Branch(Arrays.asList(arms), List.of());
    }

    /** An arm of a {@link #branch(Arm...)}. */
    static Arm when(Check condition, ScriptStep... then) {
        return new Arm(condition.condition(), Arrays.asList(then));
    }

    static Finish finish() {
        return new Finish("");
    }

    static Finish finish(String why) {
        return new Finish(why);
    }

    static Fail fail(String why) {
        return new Fail(why);
    }

    /** Code that checks; it runs in the process that simulates. */
    static Code code(String name, ScriptCode code) {
        return new Code(name, code);
    }

    private static List<Condition> conditions(Check... checks) {
        return Stream.of(checks).map(Check::condition).toList();
    }

    private static Map<String, @Nullable Object> copy(Map<String, ?> arguments) {
        return Attributes.from(arguments).asMap();
    }
}
