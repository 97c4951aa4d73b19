package dev.rehearsal.scoring;

import dev.rehearsal.conversation.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was said of a session or a turn and is kept: an assessment. It is never changed; a later one supersedes it, or it is withdrawn. */
public sealed interface Statement permits Assessment, Expectation {
    String id();

    SessionId sessionId();

    /** The turn it is about, from 1; 0 for the whole session. */
    int turn();

    String name();

    Source source();

    Instant createdAt();

    /** The statement of the same kind whose place it takes, or null. */
    @Nullable
    String supersedes();
}
