package dev.rehearsal.scorers;

import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Need;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.util.List;
import java.util.Optional;

/** An ensemble that judges turns. */
record EnsembleOfTurns(Ensemble.Together together) implements TurnScorer {
    @Override
    public String name() {
        return together.name();
    }

    @Override
    public boolean needsJudge() {
        return together.needsJudge();
    }

    @Override
    public List<Need> needs() {
        return together.needs();
    }

    @Override
    public List<String> models() {
        return together.models();
    }

    @Override
    public int judgeCalls() {
        return together.judgeCalls();
    }

    @Override
    public Optional<ScorerSpec> spec() {
        return Optional.ofNullable(together.spec());
    }

    @Override
    public List<Feedback> score(TurnToScore turn) throws InterruptedException {
        return Ballot.of(
                together,
                together.only(TurnScorer.class),
                (scorer, judge) -> scorer.score(turn.withJudge(judge)),
                turn.judge());
    }
}
