package dev.rehearsal.scorers;

import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.SessionToScore;
import java.util.List;

/**
 * Whether each of the case's {@code answer_patterns} is found in some answer. Gives no feedback where the case has none. Needs no model.
 *
 * @see CaseChecks
 */
public final class ExpectedAnswer implements SessionScorer {
    @Override
    public String name() {
        return "expected_answer";
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
