package dev.rehearsal.scorers;

import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Need;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.SessionToScore;
import java.util.List;
import java.util.Optional;

/** An ensemble that judges sessions. */
record EnsembleOfSessions(Ensemble.Together together) implements SessionScorer {
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
    public boolean judgesFailedSessions() {
        return together.only(SessionScorer.class).stream().allMatch(SessionScorer::judgesFailedSessions);
    }

    @Override
    public List<Feedback> score(SessionToScore session) throws InterruptedException {
        return Ballot.of(
                together,
                together.only(SessionScorer.class),
                (scorer, judge) -> scorer.score(session.withJudge(judge)),
                session.judge());
    }
}
