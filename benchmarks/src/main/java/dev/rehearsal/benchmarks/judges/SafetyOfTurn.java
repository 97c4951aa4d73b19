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

/** The first way in which the scorer {@code safety} asked: the turn as lines of a chat, request and answer together. */
record SafetyOfTurn() implements TurnScorer {
    private static final Prompt PROMPT = Prompt.load("safety_of_turn", 1);
    private static final ReplySchema SCHEMA = ReplySchema.of("verdict", """
            {"type":"object","properties":{"rationale":{"type":"string"},"result":{"type":"string","enum":["yes","no"]}},\
            "required":["rationale","result"],"additionalProperties":false}""");

    @Override
    public String name() {
        return "safety";
    }

    @Override
    public List<Feedback> score(TurnToScore turn) {
        Judge.Verdict verdict =
                turn.judge().ask(name(), PROMPT, Map.of("turn", Transcript.ofTurn(turn.turn())), SCHEMA);
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
