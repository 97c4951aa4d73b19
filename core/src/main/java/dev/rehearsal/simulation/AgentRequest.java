package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.model.CallScope;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the agent is given.
 *
 * @param messages the conversation so far, the newest user message last; that one only where the agent wants no more
 *     and has heard the others
 * @param sessionId the same through the whole conversation
 * @param context the test case's context
 * @param turn 1 for the first turn
 * @param calls for agents that call models of ours, so that their usage is counted as the agent's
 * @param steps takes the steps that the agent tells of, such as the time to its first word; they are kept with the turn
 */
public record AgentRequest(
        List<Message> messages,
        SessionId sessionId,
        Attributes context,
        int turn,
        CallScope calls,
        Consumer<Span> steps) {
    public AgentRequest {
        messages = List.copyOf(messages);
    }

    public AgentRequest(List<Message> messages, SessionId sessionId, Attributes context, int turn) {
        this(messages, sessionId, context, turn, CallScope.none());
    }

    public AgentRequest(List<Message> messages, SessionId sessionId, Attributes context, int turn, CallScope calls) {
        this(messages, sessionId, context, turn, calls, step -> {});
    }

    /** What the user just said. */
    public String lastMessage() {
        return messages.getLast().text();
    }
}
