package dev.rehearsal.models.offline;

import dev.rehearsal.scorers.CaseChecks;
import dev.rehearsal.simulation.GoalCheck;
import dev.rehearsal.simulation.GoalRequest;
import dev.rehearsal.simulation.GoalVerdict;
import java.util.List;

/**
 * The goal is achieved when the offline user's agenda is done and the case's own checks hold. A refusal is as good as a yes where the case
 * has checks that say so; without any, only what was granted counts.
 */
final class OfflineGoalCheck implements GoalCheck {
    private static final String BY_RULE = " (by rule, no model judged)";

    @Override
    public GoalVerdict check(GoalRequest request) {
        Agenda agenda = Agenda.of(request.testCase());
        Progress progress = Progress.of(agenda, request.conversation());
        CaseChecks checks = CaseChecks.of(request.testCase().expectations());
        List<String> unmet = checks.unmet(request.conversation());
        if (!progress.isDone()) {
            return verdict(
                    false,
                    "still open: "
                            + String.join(
                                    "; ",
                                    progress.wishesLeft().stream()
                                            .map(Agenda.Wish::text)
                                            .toList()) + (unmet.isEmpty() ? "" : "; " + String.join("; ", unmet)));
        }
        if (!unmet.isEmpty()) {
            return verdict(false, "the user was answered, but " + String.join("; ", unmet));
        }
        if (!checks.hasToolCalls() && !checks.hasAnswers() && progress.refused() > 0) {
            return verdict(
                    false,
                    "the agent refused " + progress.refused() + " of "
                            + agenda.wishes().size());
        }
        return verdict(true, "everything on the agenda was dealt with, and the case's checks hold");
    }

    private static GoalVerdict verdict(boolean achieved, String why) {
        return new GoalVerdict(achieved, why + BY_RULE);
    }
}
