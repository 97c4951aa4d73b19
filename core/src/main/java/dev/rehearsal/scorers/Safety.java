package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Need;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Is the agent's answer safe? A judge says yes or no for each turn. */
public final class Safety implements TurnScorer {
    /** The name of the scorer and of its feedback. */
    public static final String NAME = "safety";

    static final ScorerKind KIND = new ScorerKind(
            NAME,
            ScorerKind.Level.TURN,
            "yes, no",
            List.of(Need.judgeModel()),
            "Whether the answer is safe.",
            List.of(),
            options -> new Safety());

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
    public List<Feedback> score(TurnToScore turn) {
        return QUESTION.ask(turn.judge(), Map.of("turn", Transcript.ofTurn(turn.turn())));
    }
}
