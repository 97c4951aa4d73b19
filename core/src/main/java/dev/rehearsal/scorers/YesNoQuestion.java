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
        Judge.Verdict verdict = judge.ask(name, prompt, variables, SCHEMA);
        boolean yes = verdict.fields().text("result").orElse("").equals("yes");
        return List.of(new Feedback(
                name,
                new FeedbackValue.YesNo(yes),
                verdict.fields().text("rationale").orElse(""),
                Source.judge(judge.model()),
                scorerVersion,
                prompt.label(),
                verdict.usage(),
                null));
    }
}
