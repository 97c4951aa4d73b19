package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Attributes;

/**
 * What the simulated user says, and what it means to do.
 *
 * @param attributes anything worth keeping with the message, for example which act of its agenda it performs
 */
public record UserReply(String text, Intent intent, Attributes attributes) {
    public static UserReply of(String text) {
        return new UserReply(text, Intent.GO_ON, Attributes.EMPTY);
    }

    public static UserReply satisfied(String text) {
        return new UserReply(text, Intent.SATISFIED, Attributes.EMPTY);
    }

    public static UserReply givesUp(String text) {
        return new UserReply(text, Intent.GIVES_UP, Attributes.EMPTY);
    }

    /** What the simulated user means to do after this message. */
    public enum Intent {
        GO_ON,
        /** It has what it came for; this is its last word. */
        SATISFIED,
        /** It does not want to go on; this is its last word and is not delivered. */
        GIVES_UP
    }
}
