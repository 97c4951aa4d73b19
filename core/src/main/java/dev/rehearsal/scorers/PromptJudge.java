package dev.rehearsal.scorers;

import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Need;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.ScorerSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A judge of one's own, from instructions with variables: <code>{{conversation}}</code> for a judge of sessions; <code>{{inputs}}</code> (what
 * the user said), <code>{{outputs}}</code> (what the agent answered) and <code>{{trace}}</code> (the turn with its tool calls and steps) for a judge
 * of turns; <code>{{expectations}}</code> for both. Their names and meaning are those of MLflow's judges. Whatever a variable stands for is put in as
 * JSON, so that nothing in it can pass for the instructions.
 */
public final class PromptJudge {
    private static final String INSTRUCTIONS = "instructions";
    private static final String VALUES = "values";

    static final ScorerKind KIND = new ScorerKind(
            "judge",
            ScorerKind.Level.EITHER,
            "yes, no; or as 'values' says: a category, a number, text",
            List.of(Need.judgeModel()),
            "A judge of your own, from instructions with {{conversation}} (a session) or {{inputs}}, {{outputs}}, {{trace}} (a turn), and"
                    + " {{expectations}}.",
            List.of(
                    new ScorerOption(INSTRUCTIONS, "text with variables", "required", "the question to the judge"),
                    new ScorerOption(
                            VALUES,
                            "yes_no, number, text, or a list of categories",
                            "yes_no",
                            "what the verdict can be")),
            PromptJudge::open);

    private final String name;
    private final String instructions;
    private VerdictForm form = new VerdictForm.YesNo();

    private PromptJudge(String name, String instructions) {
        this.name = name;
        this.instructions = instructions;
    }

    /** A judge that says yes or no, unless said otherwise. */
    public static PromptJudge of(String name, String instructions) {
        return new PromptJudge(name, instructions);
    }

    /** It names one of those categories. */
    public PromptJudge categories(String... names) {
        return categories(Arrays.asList(names));
    }

    /** It names one of those categories. */
    public PromptJudge categories(List<String> names) {
        form = new VerdictForm.Categories(names);
        return this;
    }

    /** It gives a number; what it counts or measures stands in the instructions. */
    public PromptJudge number() {
        form = new VerdictForm.Numeric();
        return this;
    }

    /** It gives a text, which is not summed up. */
    public PromptJudge text() {
        form = new VerdictForm.Text();
        return this;
    }

    /**
     * The scorer: of sessions if the instructions have <code>{{conversation}}</code>, else of turns.
     *
     * @throws InvalidInputException with every fault of the instructions: no variable, one that is not known, or several that do not go together
     */
    public Scorer scorer() {
        return scorer(null);
    }

    private Scorer scorer(@Nullable ScorerSpec spec) {
        var faults = new ArrayList<String>();
        JudgePrompt prompt = JudgePrompt.of(name, instructions, faults);
        if (form instanceof VerdictForm.Categories(var names)
                && (names.size() < 2
                        || names.stream().anyMatch(String::isBlank)
                        || names.stream().distinct().count() < names.size())) {
            faults.add("needs two categories or more, each once and none blank, found " + names);
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults.stream()
                    .map(each -> new Fault("scorers", name + ": " + each))
                    .toList());
        }
        var question = new PromptQuestion(name, prompt, form, spec);
        return prompt.ofSessions() ? question.ofSessions() : question.ofTurns();
    }

    private static Scorer open(ScorerOptions options) {
        String instructions = options.requiredText(INSTRUCTIONS);
        var judge = new PromptJudge(options.name(), instructions);
        switch (options.value(VALUES).orElse("yes_no")) {
            case List<?> names ->
                judge.categories(names.stream().map(String::valueOf).toList());
            case Object named -> {
                switch (options.oneOf(VALUES, List.of("yes_no", "number", "text"), "yes_no")) {
                    case "number" -> judge.number();
                    case "text" -> judge.text();
                    default -> {}
                }
            }
        }
        return instructions.isBlank()
                ? of(options.name(), "{{outputs}}").scorer() // that they are missing is told already
                : judge.scorer(options.spec());
    }
}
