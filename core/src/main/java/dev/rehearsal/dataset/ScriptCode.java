package dev.rehearsal.dataset;

import dev.rehearsal.conversation.Conversation;

/** A check of a script that is code: it looks at the conversation, or at what the agent has done to the world. */
@FunctionalInterface
public interface ScriptCode {
    /**
     * Returns where all is as it should be.
     *
     * @param conversation so far, the newest answer included
     * @throws Exception anything, an {@link AssertionError} too: the session ends as {@code script_failed}, and the message says why
     */
    void check(Conversation conversation) throws Exception;
}
