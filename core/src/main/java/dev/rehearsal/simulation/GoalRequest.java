package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.CallScope;

/** What the goal check is given: the whole conversation so far, tool calls included. */
public record GoalRequest(TestCase testCase, Conversation conversation, SessionId sessionId, CallScope calls) {}
