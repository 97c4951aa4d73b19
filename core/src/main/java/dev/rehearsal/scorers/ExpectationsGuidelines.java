package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.util.List;
import java.util.Map;

/** Does the answer keep to the {@code guidelines} that its case or its turn expects, a text or a list of them? A judge says yes or no for each
 * turn; nothing is said where there are none. */
public final class ExpectationsGuidelines implements TurnScorer {
    /** The name of the scorer and of its feedback. */
    public static final String NAME = "expectations_guidelines";

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
        List<String> guidelines = Expected.texts("guidelines", turn.expectations());
        if (guidelines.isEmpty()) {
            return List.of();
        }
        Transcript.Shown shown = Transcript.shown(turn.conversation(), true, Transcript.LONGEST);
        return QUESTION.ask(
                turn.judge(),
                Map.of("guidelines", Quoted.lines(guidelines), "transcript", shown.text()),
                shown.leftOut());
    }
}
