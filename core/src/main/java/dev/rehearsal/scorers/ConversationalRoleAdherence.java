package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.SessionToScore;
import java.util.List;
import java.util.Map;

/** Did the agent stay in its role? A judge says yes or no for each session. */
public final class ConversationalRoleAdherence implements SessionScorer {
    /** The name of the scorer and of its feedback. */
    public static final String NAME = "conversational_role_adherence";

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
    public List<Feedback> score(SessionToScore session) {
        Transcript.Shown shown = Transcript.shown(session.conversation(), false, Transcript.LONGEST);
        return QUESTION.ask(session.judge(), Map.of("transcript", shown.text()), shown.leftOut());
    }
}
