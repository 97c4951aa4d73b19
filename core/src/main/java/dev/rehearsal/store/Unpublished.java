package dev.rehearsal.store;

import dev.rehearsal.conversation.SessionId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of one session, or of a run itself, is not published yet.
 *
 * @param sessionId null for what concerns the run itself: what it was made with, how it ended, its metrics
 * @param parts in the order in which they came
 */
public record Unpublished(RunId runId, @Nullable SessionId sessionId, List<Part> parts) {
    public Unpublished {
        parts = List.copyOf(parts);
    }

    /**
     * A part of it.
     *
     * @param key names it in the store
     * @param version grows when it changes before it was published, so that what is published meanwhile is not taken for it
     * @param turn the turn that it is, from 1; else 0
     * @param statement the id of an assessment or expectation that was made, superseded or withdrawn; else empty
     */
    public record Part(long key, long version, Kind kind, int turn, String statement) {}

    /** What a part is. */
    public enum Kind {
        /** A turn that is complete. */
        TURN,
        /** That the session has ended. */
        END,
        /** What somebody said about the session or its turns. */
        STATEMENT,
        /** The run itself. */
        RUN
    }
}
