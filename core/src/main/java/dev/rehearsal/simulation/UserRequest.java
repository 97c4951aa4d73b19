package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.CallScope;

/**
 * What the simulated user is given.
 *
 * @param conversation what was said so far; it is meant to look at what a person would see, so not at the tool calls
 * @param turn the turn that its message opens, from 1
 * @param seed the same for the same run seed, case, trial and turn
 */
public record UserRequest(
        TestCase testCase,
        Conversation conversation,
        SessionId sessionId,
        int turn,
        int maxTurns,
        long seed,
        CallScope calls) {}
