package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.util.List;
import java.util.Map;

/** Does the answer say what is expected? The turn expects {@code expected_facts}, a list, or {@code expected_response}; what its case expects
 * as a whole is, as in MLflow, expected of the first turn. A judge says yes or no; nothing is said where nothing is expected. */
public final class Correctness implements TurnScorer {
    /** The name of the scorer and of its feedback. */
    public static final String NAME = "correctness";

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
        List<String> expected = Expected.statements(turn);
        if (expected.isEmpty()) {
            return List.of();
        }
        Transcript.Shown shown = Transcript.shown(turn.conversation(), false, Transcript.LONGEST);
        return QUESTION.ask(
                turn.judge(), Map.of("expected", Quoted.lines(expected), "transcript", shown.text()), shown.leftOut());
    }
}
