package dev.rehearsal.scoring;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Judges turns or sessions. Called from many threads at once. What it throws becomes a feedback that carries the error. */
public sealed interface Scorer permits TurnScorer, SessionScorer {
    /** Letters, digits and underscores; names its feedback and its metric. */
    String name();

    /** Whether it asks a model, so that it cannot work without one. */
    default boolean needsJudge() {
        return needs().contains(Need.judgeModel());
    }

    /** What it cannot judge without; nothing unless said. */
    default List<Need> needs() {
        return List.of();
    }

    /** The models that it asks itself, by URI, one entry for each call about a turn or a session; none where it asks the run's judge. */
    default List<String> models() {
        return List.of();
    }

    /** How often it asks the run's judge about a turn or a session, at most; what an estimate counts. */
    default int judgeCalls() {
        return needsJudge() ? 1 : 0;
    }

    /** Its description, from which it can be opened again; none where it is an object of the program. */
    default Optional<ScorerSpec> spec() {
        return Optional.empty();
    }

    /** A scorer of one's own that judges each turn. */
    static Scorer turn(String name, Function<TurnToScore, Feedback> judgement) {
        return new LambdaScorers.OfTurn(name, judgement);
    }

    /** A scorer of one's own that judges each session when it has ended. */
    static Scorer session(String name, Function<SessionToScore, Feedback> judgement) {
        return new LambdaScorers.OfSession(name, judgement);
    }
}
