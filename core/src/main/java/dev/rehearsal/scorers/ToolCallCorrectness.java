package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Were the right tools called with the right arguments? A turn expects {@code expected_tool_calls}, each a name or {@code {name, arguments}};
 * what its case expects as a whole is, as in MLflow, expected of the first turn. Calls that are exactly as expected are right without a model.
 * Where they are not, the answer is no if an exact match is asked for, else a judge says whether they mean the same. Where no calls are
 * expected, a judge looks at what the person asked for; nothing is said of turns that have neither. */
public final class ToolCallCorrectness implements TurnScorer {
    /** The name of the scorer and of its feedback. */
    public static final String NAME = "tool_call_correctness";

    private static final YesNoQuestion QUESTION = new YesNoQuestion(NAME, "1", Prompt.load(NAME, 1));

    private static final YesNoQuestion ALIKE = new YesNoQuestion(NAME, "1", Prompt.load("tool_calls_alike", 1));

    static final Set<String> OPTIONS = Set.of("should_exact_match", "should_consider_ordering");

    private final boolean exact;
    private final boolean ordered;

    /** A judge decides where calls are not exactly as expected, and their order does not count. */
    public ToolCallCorrectness() {
        this(false, false);
    }

    /**
     * @param exact whether only calls that are exactly as expected are right
     * @param ordered whether their order counts
     */
    public ToolCallCorrectness(boolean exact, boolean ordered) {
        this.exact = exact;
        this.ordered = ordered;
    }

    static ToolCallCorrectness from(Attributes options) {
        return new ToolCallCorrectness(flag(options, "should_exact_match"), flag(options, "should_consider_ordering"));
    }

    private static boolean flag(Attributes options, String name) {
        Object value = options.get(name).orElse(false);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new InvalidInputException("scorers", NAME + ": '" + name + "' is true or false, found " + value);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean needsJudge() {
        return true;
    }

    @Override
    public List<Feedback> score(TurnToScore turn) {
        List<ToolCall> made = turn.turn().answer().toolCalls();
        List<ExpectedCall> expected = ExpectedCall.listOf(turn);
        if (expected.isEmpty()) {
            if (made.isEmpty()) {
                return List.of();
            }
            Transcript.Shown shown = Transcript.shown(turn.conversation(), true, Transcript.LONGEST);
            return QUESTION.ask(turn.judge(), Map.of("transcript", shown.text()), shown.leftOut());
        }
        if (ExpectedCall.same(expected, made, ordered)) {
            return List.of(Feedback.yesNo(NAME, true, "the calls are exactly the expected ones"));
        }
        if (exact || made.isEmpty()) {
            return List.of(Feedback.yesNo(NAME, false, "expected " + expected + ", found " + ExpectedCall.made(made)));
        }
        return ALIKE.ask(
                turn.judge(),
                Map.of(
                        "order", ordered ? "counts" : "does not count",
                        "expected", ExpectedCall.lines(expected),
                        "calls", ExpectedCall.lines(ExpectedCall.made(made))));
    }
}
