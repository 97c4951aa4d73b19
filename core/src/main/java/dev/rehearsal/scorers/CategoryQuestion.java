package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Judge;
import dev.rehearsal.scoring.Source;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A question about a session that a judge answers with one of several categories, rationale first. */
record CategoryQuestion(String name, String scorerVersion, Prompt prompt, List<String> categories) {
    List<Feedback> ask(Judge judge, Map<String, String> variables, String leftOut) {
        Judge.Verdict verdict = judge.ask(name, prompt, variables, schema());
        return List.of(new Feedback(
                name,
                new FeedbackValue.Category(verdict.fields().text("result").orElse("")),
                YesNoQuestion.noted(verdict.fields().text("rationale").orElse(""), leftOut),
                Source.judge(judge.model()),
                scorerVersion,
                prompt.label(),
                verdict.usage(),
                null));
    }

    private ReplySchema schema() {
        String names = categories.stream().map(Transcript::quoted).collect(Collectors.joining(",", "[", "]"));
        return ReplySchema.of("verdict", """
                {"type":"object","properties":{"rationale":{"type":"string"},"result":{"type":"string","enum":%s}},\
                "required":["rationale","result"],"additionalProperties":false}""".formatted(names));
    }
}
