package dev.rehearsal.simulation;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.TestCase;

/**
 * Which simulation it is.
 *
 * @param sessionId unique in the store; another one for each attempt
 * @param index the test case's place in its source, from 0
 * @param trial 1 for the first trial of its case
 * @param attempt 1, or more where earlier sessions of this trial were interrupted
 */
public record SimulationKey(SessionId sessionId, long index, TestCase testCase, int trial, int attempt) {
    AgentSession agentSession() {
        return new AgentSession(sessionId, testCase, trial);
    }
}
