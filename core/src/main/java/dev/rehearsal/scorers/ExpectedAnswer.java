package dev.rehearsal.scorers;

import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Need;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.SessionToScore;
import java.util.List;
import java.util.Optional;

/**
 * Whether each of the case's {@code answer_patterns} is found in some answer. Gives no feedback where the case has none. Needs no model.
 *
 * @see CaseChecks
 */
public final class ExpectedAnswer implements SessionScorer {
    static final ScorerKind KIND = new ScorerKind(
            "expected_answer",
            ScorerKind.Level.SESSION,
            "yes, no",
            List.of(Need.expectation(CaseChecks.ANSWER_PATTERNS)),
            "Whether each of the case's patterns is found in some answer.",
            List.of(),
            options -> new ExpectedAnswer());

    @Override
    public String name() {
        return KIND.name();
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
        CaseChecks checks = CaseChecks.of(session.expectations());
        if (!checks.hasAnswers()) {
            return List.of();
        }
        List<String> unmet = checks.unmetAnswers(session.conversation());
        return List.of(Feedback.yesNo(
                name(), unmet.isEmpty(), unmet.isEmpty() ? "every pattern was found" : String.join("; ", unmet)));
    }
}
