package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.dataset.Script;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a simulation begins: at its first turn, or where an earlier process left it.
 *
 * @param waiting a user message that was already written and not answered, or null
 * @param goalVerdicts those that are already there, by turn number
 * @param script what the conversation goes by: the case's own, unless the run has another; without steps the simulated user goes on by itself
 * @param checks those of the script that were already made
 * @param spend what the conversation's model calls took so far, by whose calls they were
 */
public record SimulationStart(
        SimulationKey key,
        Conversation conversation,
        @Nullable Message waiting,
        Map<Integer, GoalVerdict> goalVerdicts,
        Script script,
        List<ScriptCheck> checks,
        Map<Purpose, Spend> spend) {
    public SimulationStart {
        checks = List.copyOf(checks);
        goalVerdicts = Map.copyOf(goalVerdicts);
        spend = Map.copyOf(spend);
    }

    /** At the first turn. */
    public static SimulationStart of(SimulationKey key) {
        return new SimulationStart(
                key, Conversation.EMPTY, null, Map.of(), key.testCase().script(), List.of(), Map.of());
    }

    /** The same, of a key whose case has another script. */
    public SimulationStart with(SimulationKey key) {
        return new SimulationStart(
                key, conversation, waiting, goalVerdicts, key.testCase().script(), checks, spend);
    }

    /** The same, by another script. */
    public SimulationStart withScript(Script script) {
        return new SimulationStart(key, conversation, waiting, goalVerdicts, script, checks, spend);
    }
}
