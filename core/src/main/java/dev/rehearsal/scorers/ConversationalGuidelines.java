package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.SessionToScore;
import java.util.List;
import java.util.Map;

/** Did the agent keep to all of the guidelines in every turn? A judge says yes or no for each session. */
public final class ConversationalGuidelines implements SessionScorer {
    /** The name of the scorer and of its feedback. */
    public static final String NAME = "conversational_guidelines";

    private static final YesNoQuestion QUESTION = new YesNoQuestion(NAME, "1", Prompt.load(NAME, 1));

    private final List<String> guidelines;

    /** @throws dev.rehearsal.input.InvalidInputException if there is none, or one is blank */
    public ConversationalGuidelines(String... guidelines) {
        this(List.of(guidelines));
    }

    /** @throws dev.rehearsal.input.InvalidInputException if there is none, or one is blank */
    public ConversationalGuidelines(List<String> guidelines) {
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
    public List<Feedback> score(SessionToScore session) {
        Transcript.Shown shown = Transcript.shown(session.conversation(), true, Transcript.LONGEST);
        return QUESTION.ask(
                session.judge(),
                Map.of("guidelines", Quoted.lines(guidelines), "transcript", shown.text()),
                shown.leftOut());
    }
}
