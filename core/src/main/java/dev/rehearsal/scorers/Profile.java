package dev.rehearsal.scorers;

import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Need;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.SessionToScore;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a scorer says of itself. Kinds that judge either turns or sessions say it once, and become a scorer of the one or the other.
 *
 * @param spec what opens it again; null where it is an object of the program
 */
record Profile(
        String name,
        boolean needsJudge,
        List<Need> needs,
        List<String> models,
        int judgeCalls,
        @Nullable ScorerSpec spec) {

    /** How one that it becomes judges. */
    @FunctionalInterface
    interface Judgement<T> {
        List<Feedback> of(T subject) throws Exception;
    }

    /** Of one that asks no model. */
    static Profile ofCode(String name, @Nullable ScorerSpec spec) {
        return new Profile(name, false, List.of(), List.of(), 0, spec);
    }

    /** Of one that asks the run's judge once. */
    static Profile ofJudge(String name, @Nullable ScorerSpec spec) {
        return new Profile(name, true, List.of(Need.judgeModel()), List.of(), 1, spec);
    }

    TurnScorer ofTurns(Judgement<TurnToScore> judgement) {
        return new OfTurns(this, judgement);
    }

    /** Of sessions that have an answer. */
    SessionScorer ofSessions(Judgement<SessionToScore> judgement) {
        return ofSessions(false, judgement);
    }

    /** @param failedToo whether it can judge a session none of whose turns has an answer, too */
    SessionScorer ofSessions(boolean failedToo, Judgement<SessionToScore> judgement) {
        return new OfSessions(this, failedToo, judgement);
    }

    private record OfTurns(Profile profile, Judgement<TurnToScore> judgement) implements TurnScorer {
        @Override
        public String name() {
            return profile.name;
        }

        @Override
        public boolean needsJudge() {
            return profile.needsJudge;
        }

        @Override
        public List<Need> needs() {
            return profile.needs;
        }

        @Override
        public List<String> models() {
            return profile.models;
        }

        @Override
        public int judgeCalls() {
            return profile.judgeCalls;
        }

        @Override
        public Optional<ScorerSpec> spec() {
            return Optional.ofNullable(profile.spec);
        }

        @Override
        public List<Feedback> score(TurnToScore turn) throws Exception {
            return judgement.of(turn);
        }
    }

    private record OfSessions(Profile profile, boolean failedToo, Judgement<SessionToScore> judgement)
            implements SessionScorer {
        @Override
        public String name() {
            return profile.name;
        }

        @Override
        public boolean needsJudge() {
            return profile.needsJudge;
        }

        @Override
        public List<Need> needs() {
            return profile.needs;
        }

        @Override
        public List<String> models() {
            return profile.models;
        }

        @Override
        public int judgeCalls() {
            return profile.judgeCalls;
        }

        @Override
        public Optional<ScorerSpec> spec() {
            return Optional.ofNullable(profile.spec);
        }

        @Override
        public boolean judgesFailedSessions() {
            return failedToo;
        }

        @Override
        public List<Feedback> score(SessionToScore session) throws Exception {
            return judgement.of(session);
        }
    }
}
