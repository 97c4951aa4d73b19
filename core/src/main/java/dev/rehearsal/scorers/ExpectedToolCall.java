package dev.rehearsal.scorers;

import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.SessionToScore;
import java.util.List;

/**
 * Whether the agent made the tool calls that its case expects and none that it forbids. Gives no feedback where the case says nothing
 * about tool calls. Needs no model.
 *
 * @see CaseChecks
 */
public final class ExpectedToolCall implements SessionScorer {
    @Override
    public String name() {
        return "expected_tool_call";
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
