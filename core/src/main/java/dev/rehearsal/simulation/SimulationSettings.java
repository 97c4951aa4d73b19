package dev.rehearsal.simulation;

import dev.rehearsal.model.Budget;
import dev.rehearsal.model.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * What holds for every conversation of a simulator.
 *
 * @param judge judges the criteria of scripts; null where there is no judge model
 */
record SimulationSettings(
        SimulatedUser simulatedUser,
        GoalCheck goalCheck,
        @Nullable ScriptJudge judge,
        int maxTurns,
        boolean spareMessages,
        Budget sessionBudget,
        Duration agentTimeout,
        AgentLimits agentLimits,
        long seed,
        Secrets secrets,
        ThreadFactory threads,
        Clock clock) {
    SimulationSettings withJudge(ScriptJudge judge) {
        return new SimulationSettings(
                simulatedUser,
                goalCheck,
                judge,
                maxTurns,
                spareMessages,
                sessionBudget,
                agentTimeout,
                agentLimits,
                seed,
                secrets,
                threads,
                clock);
    }
}
