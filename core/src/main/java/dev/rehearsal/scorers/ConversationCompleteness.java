package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Need;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.SessionToScore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has the agent dealt with every request that the user made? A judge says yes or no for each session. */
public final class ConversationCompleteness implements SessionScorer {
    /** The name of the scorer and of its feedback. */
    public static final String NAME = "conversation_completeness";

    static final ScorerKind KIND = new ScorerKind(
            NAME,
            ScorerKind.Level.SESSION,
            "yes, no",
            List.of(Need.judgeModel()),
            "Whether the agent dealt with every request of the user.",
            List.of(),
            options -> new ConversationCompleteness());

    private static final YesNoQuestion QUESTION = new YesNoQuestion(NAME, "1", Prompt.load(NAME, 1));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<ScorerSpec> spec() {
        return Optional.of(ScorerSpec.of(name()));
    }

    @Override
    public List<Need> needs() {
        return KIND.needs();
    }

    @Override
    public List<Feedback> score(SessionToScore session) {
        return QUESTION.ask(session.judge(), Map.of("transcript", Transcript.withToolCalls(session.conversation())));
    }
}
