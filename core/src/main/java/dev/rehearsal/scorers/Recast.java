package dev.rehearsal.scorers;

import dev.rehearsal.model.Prompt;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Judge;
import dev.rehearsal.scoring.Need;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.TurnScorer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A scorer that asks a judge, under another name or with a judge model of its own: so the same question can be asked of several models, and
 * the same scorer can be used twice with other options.
 *
 * @param name the name of its feedback
 * @param model the model to ask; null for the run's judge
 * @param spec what opens it again; null where it is an object of the program
 */
record Recast(String name, @Nullable String model, @Nullable ScorerSpec spec) {
    /** As the options {@code as} and {@code model} say. */
    static Scorer of(Scorer scorer, ScorerOptions options) {
        String name = options.has("as") ? options.name() : scorer.name();
        String model = options.text("model").orElse(null);
        return name.equals(scorer.name()) && model == null
                ? scorer
                : new Recast(name, model, options.spec()).of(scorer);
    }

    /** The same scorer, with that model. */
    static Scorer by(String model, Scorer scorer) {
        return new Recast(scorer.name(), model, null).of(scorer);
    }

    private Scorer of(Scorer scorer) {
        return switch (scorer) {
            case TurnScorer inner ->
                profile(inner).ofTurns(turn -> renamed(inner.score(turn.withJudge(judge(turn.judge(), inner))), inner));
            case SessionScorer inner ->
                profile(inner)
                        .ofSessions(
                                inner.judgesFailedSessions(),
                                session ->
                                        renamed(inner.score(session.withJudge(judge(session.judge(), inner))), inner));
        };
    }

    private Profile profile(Scorer inner) {
        if (model == null) {
            return new Profile(name, inner.needsJudge(), inner.needs(), inner.models(), inner.judgeCalls(), spec);
        }
        List<Need> needs = inner.needs().stream()
                .filter(need -> !need.equals(Need.judgeModel()))
                .toList();
        return new Profile(name, false, needs, Collections.nCopies(Math.max(1, inner.judgeCalls()), model), 0, spec);
    }

    private Judge judge(Judge judge, Scorer inner) {
        return new Renaming(model == null ? judge : judge.by(model), inner.name(), name);
    }

    private List<Feedback> renamed(List<Feedback> feedbacks, Scorer inner) {
        return feedbacks.stream()
                .map(each -> each.withName(renamed(each.name(), inner.name(), name)))
                .toList();
    }

    private static String renamed(String text, String from, String to) {
        return text.equals(from) || text.startsWith(from + "/") ? to + text.substring(from.length()) : text;
    }

    /** Asks under another scorer's name. */
    private record Renaming(Judge judge, String from, String to) implements Judge {
        @Override
        public Verdict ask(String scorer, Prompt prompt, Map<String, String> variables, ReplySchema schema) {
            return judge.ask(renamed(scorer, from, to), prompt, variables, schema);
        }

        @Override
        public String model() {
            return judge.model();
        }

        @Override
        public Judge by(String uri) {
            return new Renaming(judge.by(uri), from, to);
        }
    }
}
