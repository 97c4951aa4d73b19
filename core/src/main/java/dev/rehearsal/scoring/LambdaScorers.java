package dev.rehearsal.scoring;

import java.util.List;
import java.util.function.Function;

/** Scorers made of a lambda. */
final class LambdaScorers {
    private LambdaScorers() {}

    record OfTurn(String name, Function<TurnToScore, Feedback> judgement) implements TurnScorer {
        @Override
        public List<Feedback> score(TurnToScore turn) {
            return List.of(judgement.apply(turn));
        }
    }

    record OfSession(String name, Function<SessionToScore, Feedback> judgement) implements SessionScorer {
        @Override
        public List<Feedback> score(SessionToScore session) {
            return List.of(judgement.apply(session));
        }
    }
}
