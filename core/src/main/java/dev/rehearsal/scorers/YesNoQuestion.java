package dev.rehearsal.scorers;

import dev.rehearsal.model.Prompt;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Judge;
import dev.rehearsal.scoring.Source;
import java.util.List;
import java.util.Map;

/** A question about a turn or a session that a judge answers with yes or no, rationale first. */
record YesNoQuestion(String name, String scorerVersion, Prompt prompt) {
    private static final ReplySchema SCHEMA = ReplySchema.of("verdict", """
            {"type":"object","properties":{"rationale":{"type":"string"},"result":{"type":"string","enum":["yes","no"]}},\
            "required":["rationale","result"],"additionalProperties":false}""");

    List<Feedback> ask(Judge judge, Map<String, String> variables) {
        return ask(judge, variables, "");
    }

    /** @param leftOut what the judge was not shown; empty if it was shown all */
    List<Feedback> ask(Judge judge, Map<String, String> variables, String leftOut) {
        return List.of(ask(judge, name, variables, leftOut));
    }

    /** @param call tells apart several askings about the same turn */
    Feedback ask(Judge judge, String call, Map<String, String> variables, String leftOut) {
        Judge.Verdict verdict = judge.ask(call, prompt, variables, SCHEMA);
        boolean yes = verdict.fields().text("result").orElse("").equals("yes");
        return new Feedback(
                name,
                new FeedbackValue.YesNo(yes),
                noted(verdict.fields().text("rationale").orElse(""), leftOut),
                Source.judge(judge.model()),
                scorerVersion,
                prompt.label(),
                verdict.usage(),
                null);
    }

    static String noted(String rationale, String leftOut) {
        return leftOut.isEmpty() ? rationale : rationale + " (the judge was not shown all: " + leftOut + ")";
    }
}
