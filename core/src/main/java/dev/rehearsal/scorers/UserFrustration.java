package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.SessionToScore;
import java.util.List;
import java.util.Map;

/** Was the person frustrated with the agent, and was it so at the end? A judge says {@code none}, {@code resolved} or {@code unresolved} for each
 * session. */
public final class UserFrustration implements SessionScorer {
    /** The name of the scorer and of its feedback. */
    public static final String NAME = "user_frustration";

    private static final CategoryQuestion QUESTION =
            new CategoryQuestion(NAME, "1", Prompt.load(NAME, 1), List.of("none", "resolved", "unresolved"));

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
