package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.TestCase;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that took place elsewhere, to be scored.
 *
 * @param sessionId null where it has none; it gets one that follows from what it says
 * @param testCase what the user wanted and what was expected of the agent, as far as it is known
 * @param place where it is from, for messages: file and line; may be empty
 */
public record RecordedSession(
        @Nullable SessionId sessionId, TestCase testCase, Conversation conversation, String place) {
    /** The goal of a test case where nobody knows what the user wanted. */
    public static final String UNKNOWN_GOAL = TestCase.UNKNOWN_GOAL;

    /** A conversation that nothing else is known of. */
    public static RecordedSession of(Conversation conversation) {
        return of(TestCase.of(UNKNOWN_GOAL), conversation);
    }

    public static RecordedSession of(TestCase testCase, Conversation conversation) {
        return new RecordedSession(null, testCase, conversation, "");
    }

    public RecordedSession withSessionId(SessionId sessionId) {
        return new RecordedSession(sessionId, testCase, conversation, place);
    }
}
