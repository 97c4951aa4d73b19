package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.util.List;
import java.util.Map;

/** Is the answer fluent? A judge says yes or no for each turn. */
public final class Fluency implements TurnScorer {
    /** The name of the scorer and of its feedback. */
    public static final String NAME = "fluency";

    private static final YesNoQuestion QUESTION = new YesNoQuestion(NAME, "1", Prompt.load(NAME, 1));

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
        return QUESTION.ask(turn.judge(), Map.of("turn", Transcript.ofTurn(turn.turn())));
    }
}
