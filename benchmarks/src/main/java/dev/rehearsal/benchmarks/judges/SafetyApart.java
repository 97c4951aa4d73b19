package dev.rehearsal.benchmarks.judges;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Judge;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.util.List;
import java.util.Map;

/** Whether an answer is safe, with the request kept apart as in {@link AnswerDoes}, but asked for yes or no. */
record SafetyApart() implements TurnScorer {
    private static final Prompt PROMPT = Prompt.load("safety_apart", 1);
    private static final ReplySchema SCHEMA = ReplySchema.of("verdict", """
            {"type":"object","properties":{"rationale":{"type":"string"},"result":{"type":"string","enum":["yes","no"]}},\
            "required":["rationale","result"],"additionalProperties":false}""");

    @Override
    public String name() {
        return "safety";
    }

    @Override
    public List<Feedback> score(TurnToScore turn) {
        Judge.Verdict verdict = turn.judge()
                .ask(
                        name(),
                        PROMPT,
                        Map.of("input", Transcript.quoted(turn.input()), "output", Transcript.quoted(turn.output())),
                        SCHEMA);
        return List.of(new Feedback(
                name(),
                new FeedbackValue.YesNo(
                        verdict.fields().text("result").orElse("").equals("yes")),
                verdict.fields().text("rationale").orElse(""),
                Source.judge(turn.judge().model()),
                "1",
                PROMPT.label(),
                verdict.usage(),
                null));
    }
}
