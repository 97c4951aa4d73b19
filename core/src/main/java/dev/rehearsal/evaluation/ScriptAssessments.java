package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.simulation.ScriptCheck;
import dev.rehearsal.store.RunId;
import java.time.Instant;
import java.util.List;

/** The checks of scripts as assessments, so that people see them beside the turns, and back. */
final class ScriptAssessments {
    /** The name of their feedback. */
    static final String NAME = "script";

    private ScriptAssessments() {}

    static Assessment of(RunId runId, SessionId session, ScriptCheck check, Instant at) {
        return new Assessment(
                prefix(runId, session, check.turn()) + check.step(),
                session,
                runId.value(),
                check.turn(),
                feedback(check),
                at,
                null);
    }

    static Feedback feedback(ScriptCheck check) {
        Source source = check.judge().isEmpty() ? Source.code(NAME) : Source.judge(check.judge());
        Boolean held = check.held();
        String step = "step " + check.step() + ": " + check.asked();
        return new Feedback(
                NAME,
                held == null ? null : new FeedbackValue.YesNo(held),
                held == null ? step : check.text(),
                source,
                "1",
                check.promptVersion(),
                check.usage(),
                held == null ? check.found() : null);
    }

    /** The checks that a run has made in a session so far. */
    static List<ScriptCheck> checks(RunId runId, SessionId session, List<Assessment> assessments) {
        return assessments.stream()
                .filter(each -> each.feedback().name().equals(NAME)
                        && each.id().startsWith(prefix(runId, session, each.turn())))
                .map(each -> check(
                        each,
                        each.id().substring(prefix(runId, session, each.turn()).length())))
                .toList();
    }

    private static ScriptCheck check(Assessment assessment, String step) {
        Feedback feedback = assessment.feedback();
        String text = feedback.rationale().replaceFirst("^step [^:]*: ", "");
        int cut = text.indexOf("; ");
        String error = feedback.error();
        return new ScriptCheck(
                step,
                assessment.turn(),
                cut < 0 ? text : text.substring(0, cut),
                feedback.value() instanceof FeedbackValue.YesNo(boolean yes) ? yes : null,
                error != null ? error : cut < 0 ? "" : text.substring(cut + 2),
                feedback.source().kind() == Source.Kind.LLM_JUDGE
                        ? feedback.source().id()
                        : "",
                feedback.promptVersion(),
                feedback.usage());
    }

    private static String prefix(RunId runId, SessionId session, int turn) {
        return runId + "/" + session + "/" + turn + "/" + NAME + "/";
    }
}
