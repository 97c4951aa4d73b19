package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.util.List;
import java.util.Map;

/** Does the answer deal with everything that the person asks for in this turn? A judge says yes or no for each turn. */
public final class Completeness implements TurnScorer {
    /** The name of the scorer and of its feedback. */
    public static final String NAME = "completeness";

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
        Transcript.Shown shown = Transcript.shown(turn.conversation(), false, Transcript.LONGEST);
        return QUESTION.ask(turn.judge(), Map.of("transcript", shown.text()), shown.leftOut());
    }
}
