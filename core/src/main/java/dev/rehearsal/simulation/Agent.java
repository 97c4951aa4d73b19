package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.model.Model;

/**
 * The thing under test. Called from many threads at once, for one conversation at a time by one of them. It may throw anything (the
 * session ends as {@code agent_failed}) and is interrupted at its timeout. The MDC has the session's id while it runs, and the current
 * OpenTelemetry context is the turn's.
 */
@FunctionalInterface
public interface Agent {
    Answer answer(AgentRequest request) throws Exception;

    /** Before the first turn of a conversation, or of what is left of one: sets up what it needs. What it throws ends the session as agent_failed. */
    default void begin(AgentSession session) throws Exception {}

    /** Once a conversation has ended, however, or could not begin: puts away what was set up for it. What it throws is logged. */
    default void end(AgentSession session) throws Exception {}

    /** Once a run has ended: lets go of what is kept from one conversation to the next. The agent may be used again. */
    default void release() {}

    /** Whether it wants the whole history or the newest message only. */
    default History history() {
        return History.FULL;
    }

    /** Whether it can go on in mid-conversation after this process was restarted. */
    default boolean resumable() {
        return false;
    }

    /** Who it is, where it is reported. */
    default String name() {
        return "java";
    }

    /** An agent that is a model without tools and without a system prompt. */
    static Agent from(Model model) {
        return ModelAgent.builder(model).build();
    }

    /** How much of the conversation an agent is given. */
    enum History {
        /** Every message. */
        FULL,
        /** The newest user message; the agent keeps the rest by session id. */
        LAST
    }
}
