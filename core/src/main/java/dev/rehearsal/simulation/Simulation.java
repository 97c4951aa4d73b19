package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One trial's result: what was said, why it ended, how long it took and what it used.
 *
 * @param goalVerdicts the goal check's verdicts by turn number, as far as it gave any
 * @param spend what the model calls took, by whose calls they were
 */
public record Simulation(
        SimulationKey key,
        Conversation conversation,
        StopReason stopReason,
        Map<Integer, GoalVerdict> goalVerdicts,
        Instant startedAt,
        Duration duration,
        Map<Purpose, Spend> spend) {
    public Simulation {
        goalVerdicts = Map.copyOf(goalVerdicts);
        spend = Map.copyOf(spend);
    }

    public SessionId sessionId() {
        return key.sessionId();
    }

    public TestCase testCase() {
        return key.testCase();
    }

    public boolean goalAchieved() {
        return stopReason instanceof StopReason.GoalAchieved;
    }
}
