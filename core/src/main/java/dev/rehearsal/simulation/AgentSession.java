package dev.rehearsal.simulation;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.TestCase;

/**
 * A conversation that an agent is about to have, or has had.
 *
 * @param trial 1 for the case's first
 */
public record AgentSession(SessionId sessionId, TestCase testCase, int trial) {}
