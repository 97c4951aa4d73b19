package dev.rehearsal.scoring;

import dev.rehearsal.conversation.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A feedback as it is kept. Assessments are never changed: a later one supersedes an earlier one.
 *
 * @param id time-ordered and unique; for scorers it is derived from run, session, turn and scorer, so that a repeated write changes nothing
 * @param runId the run whose scorers gave it; null for a person's
 * @param turn the turn it is about, from 1; 0 for the whole session
 * @param supersedes the assessment whose place it takes, or null
 */
public record Assessment(
        String id,
        SessionId sessionId,
        @Nullable String runId,
        int turn,
        Feedback feedback,
        Instant createdAt,
        @Nullable String supersedes)
        implements Statement {
    /**
     * A person's, with a new id.
     *
     * @param feedback its source is the person
     */
    public static Assessment of(SessionId sessionId, int turn, Feedback feedback, Instant at) {
        return new Assessment(NewId.at(at), sessionId, null, turn, feedback, at, null);
    }

    /** A person's feedback in the place of this one, with a new id. */
    public Assessment edited(Feedback feedback, Instant at) {
        return new Assessment(NewId.at(at), sessionId, null, turn, feedback, at, id);
    }

    @Override
    public String name() {
        return feedback.name();
    }

    @Override
    public Source source() {
        return feedback.source();
    }
}
