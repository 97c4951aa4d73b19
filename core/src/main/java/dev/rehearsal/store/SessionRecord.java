package dev.rehearsal.store;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.simulation.GoalVerdict;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session with all that is kept of it.
 *
 * @param waiting the user message of a turn whose answer is not there yet, or null
 * @param goalVerdicts by turn number
 * @param goalFailures what went wrong where a goal check gave no verdict, by turn number
 * @param assessments in the order in which they were given, superseded ones included
 */
public record SessionRecord(
        SessionRow row,
        TestCase testCase,
        Conversation conversation,
        @Nullable Message waiting,
        Map<Integer, GoalVerdict> goalVerdicts,
        Map<Integer, String> goalFailures,
        List<Assessment> assessments,
        List<ModelCall> calls) {
    public SessionRecord {
        goalVerdicts = Map.copyOf(goalVerdicts);
        goalFailures = Map.copyOf(goalFailures);
        assessments = List.copyOf(assessments);
        calls = List.copyOf(calls);
    }
}
