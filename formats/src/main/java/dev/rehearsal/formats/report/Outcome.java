package dev.rehearsal.formats.report;

import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.scoring.Standing;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a session of a run is counted in its reports; the worse first, which is the order in which they are shown. */
public enum Outcome {
    /** It ended in a failure of agent, user or plumbing. */
    BROKEN("broken", "✗"),
    /** A scorer said no about the session. */
    FAILED("failed", "✗"),
    /** A scorer of sessions came to no verdict. */
    NOT_SCORED("not scored", "?"),
    /** It came to an end, but not to its goal, and no scorer minds. */
    MISSED("goal not reached", "!"),
    /** It is under way, or was stopped. */
    OPEN("not ended", "…"),
    /** None of these. */
    PASSED("passed", "✓");

    private static final Set<String> REACHED = Set.of("goal_achieved", "script_completed", "recorded");
    private static final Set<String> STOPPED = Set.of("cancelled", "interrupted");

    private final String label;
    private final String mark;

    Outcome(String label, String mark) {
        this.label = label;
        this.mark = mark;
    }

    public String label() {
        return label;
    }

    public String mark() {
        return mark;
    }

    /** Whether the session counts against the agent, or could not be judged. */
    public boolean isBad() {
        return this == BROKEN || this == FAILED || this == NOT_SCORED;
    }

    public static Outcome of(RunRecord run, SessionRecord session) {
        return of(session.row().stopReason(), verdicts(run, session));
    }

    private static Outcome of(@Nullable String stopReason, List<Feedback> verdicts) {
        if (stopReason == null || STOPPED.contains(stopReason)) {
            return OPEN;
        }
        if (StopReason.of(stopReason, "").isFailure()) {
            return BROKEN;
        }
        if (verdicts.stream().anyMatch(Outcome::isNo)) {
            return FAILED;
        }
        if (verdicts.stream().anyMatch(Feedback::failed)) {
            return NOT_SCORED;
        }
        return REACHED.contains(stopReason) ? PASSED : MISSED;
    }

    public static boolean isNo(Feedback feedback) {
        return new FeedbackValue.YesNo(false).equals(feedback.value());
    }

    /** What the run's scorers say of the whole session. */
    public static List<Feedback> verdicts(RunRecord run, SessionRecord session) {
        return current(run, session).stream()
                .filter(each -> each.turn() == 0 && each.feedback().source().kind() != Source.Kind.HUMAN)
                .map(Assessment::feedback)
                .toList();
    }

    /** The run's assessments and persons' that no later one took the place of and that were not withdrawn. */
    public static List<Assessment> current(RunRecord run, SessionRecord session) {
        var own = new ArrayList<>(session.assessments());
        own.removeIf(each -> each.runId() != null && !run.runId().value().equals(each.runId()));
        return Standing.of(own, session.withdrawals());
    }

    /** Why a session is not simply passed: in words, one reason each. */
    public static List<String> reasons(RunRecord run, SessionRecord session) {
        var reasons = new ArrayList<String>();
        Outcome outcome = of(run, session);
        if (outcome == BROKEN || outcome == MISSED) {
            String rationale = session.row().stopRationale();
            reasons.add(session.row().stopReason() + (rationale.isBlank() ? "" : ": " + rationale));
        }
        for (Feedback feedback : verdicts(run, session)) {
            if (isNo(feedback)) {
                reasons.add(
                        feedback.name() + " no" + (feedback.rationale().isBlank() ? "" : ": " + feedback.rationale()));
            } else if (feedback.failed()) {
                reasons.add(feedback.name() + " could not be scored: " + feedback.error());
            }
        }
        return reasons;
    }
}
