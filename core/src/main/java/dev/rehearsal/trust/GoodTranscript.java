package dev.rehearsal.trust;

import dev.rehearsal.conversation.Conversation;

/**
 * A conversation that is taken to be good.
 *
 * @param id names it in reports and recordings
 */
public record GoodTranscript(String id, Conversation conversation) {
    public GoodTranscript {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a transcript needs an id");
        }
    }
}
