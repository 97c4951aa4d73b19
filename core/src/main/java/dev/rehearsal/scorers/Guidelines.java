package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.util.List;
import java.util.Map;

/** Does the answer keep to all of the guidelines? A judge says yes or no for each turn. */
public final class Guidelines implements TurnScorer {
    /** The name of the scorer and of its feedback. */
    public static final String NAME = "guidelines";

    private static final YesNoQuestion QUESTION = new YesNoQuestion(NAME, "1", Prompt.load(NAME, 1));

    private final List<String> guidelines;

    /** @throws dev.rehearsal.input.InvalidInputException if there is none, or one is blank */
    public Guidelines(String... guidelines) {
        this(List.of(guidelines));
    }

    /** @throws dev.rehearsal.input.InvalidInputException if there is none, or one is blank */
    public Guidelines(List<String> guidelines) {
        this.guidelines = GuidelineTexts.checked(NAME, guidelines);
    }

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
        Transcript.Shown shown = Transcript.shown(turn.conversation(), true, Transcript.LONGEST);
        return QUESTION.ask(
                turn.judge(),
                Map.of("guidelines", Quoted.lines(guidelines), "transcript", shown.text()),
                shown.leftOut());
    }
}
