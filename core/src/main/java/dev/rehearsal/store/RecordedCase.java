package dev.rehearsal.store;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.TestCase;

/** What stores agree on about sessions without a run. */
public final class RecordedCase {
    private RecordedCase() {}

    /** The test case of a session of which nobody knows what the user wanted: a case of its own, named as the session. */
    public static TestCase unknown(SessionId sessionId) {
        return TestCase.builder()
                .id(sessionId.value())
                .goal(TestCase.UNKNOWN_GOAL)
                .build();
    }

    /** That a session is one of a run, where it has to be one without. */
    public static StoreException simulated(SessionId sessionId) {
        return new StoreException(
                "session " + sessionId + " is one of a run; what took place elsewhere cannot be added to it", null);
    }
}
