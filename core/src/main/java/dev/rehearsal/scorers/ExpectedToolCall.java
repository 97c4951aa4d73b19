package dev.rehearsal.scorers;

import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Need;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.SessionToScore;
import java.util.List;
import java.util.Optional;

/**
 * Whether the agent made the tool calls that its case expects and none that it forbids. Gives no feedback where the case says nothing
 * about tool calls. Needs no model.
 *
 * @see CaseChecks
 */
public final class ExpectedToolCall implements SessionScorer {
    static final ScorerKind KIND = new ScorerKind(
            "expected_tool_call",
            ScorerKind.Level.SESSION,
            "yes, no",
            List.of(Need.expectation(CaseChecks.EXPECTED_TOOL_CALLS, CaseChecks.FORBIDDEN_TOOL_CALLS)),
            "Whether the agent made the tool calls that its case expects, and none that it forbids.",
            List.of(),
            options -> new ExpectedToolCall());

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
        if (!checks.hasToolCalls()) {
            return List.of();
        }
        List<String> unmet = checks.unmetToolCalls(session.conversation());
        return List.of(Feedback.yesNo(
                name(),
                unmet.isEmpty(),
                unmet.isEmpty() ? "every tool call is as expected" : String.join("; ", unmet)));
    }
}
