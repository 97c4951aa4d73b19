package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a simulation begins: at its first turn, or where an earlier process left it.
 *
 * @param waiting a user message that was already written and not answered, or null
 * @param goalVerdicts those that are already there, by turn number
 * @param spend what the conversation's model calls took so far, by whose calls they were
 */
public record SimulationStart(
        SimulationKey key,
        Conversation conversation,
        @Nullable Message waiting,
        Map<Integer, GoalVerdict> goalVerdicts,
        Map<Purpose, Spend> spend) {
    public SimulationStart {
        goalVerdicts = Map.copyOf(goalVerdicts);
        spend = Map.copyOf(spend);
    }

    /** At the first turn. */
    public static SimulationStart of(SimulationKey key) {
        return new SimulationStart(key, Conversation.EMPTY, null, Map.of(), Map.of());
    }
}
