package dev.rehearsal.scoring;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What should have happened in a session or a turn, as somebody says who knows, for example the answer that would have been right.
 *
 * @param turn the turn it is about, from 1; 0 for the whole session
 * @param name for example {@code expected_response}
 * @param value JSON-like, as in {@link Attributes}: text, a number, a boolean, a list or a map
 * @param source the person who says so
 * @param rationale why; may be empty
 * @param supersedes the expectation whose place it takes, or null
 */
public record Expectation(
        String id,
        SessionId sessionId,
        int turn,
        String name,
        Object value,
        Source source,
        String rationale,
        Instant createdAt,
        @Nullable String supersedes)
        implements Statement {
    public Expectation {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an expectation needs a name");
        }
        if (turn < 0) {
            throw new IllegalArgumentException("a turn is at least 1, or 0 for the session, found: " + turn);
        }
        value = Attributes.of(name, value)
                .get(name)
                .orElseThrow(() -> new IllegalArgumentException("expectation '" + name + "' needs a value"));
    }

    /** A person's, with a new id. */
    public static Expectation of(SessionId sessionId, int turn, String name, Object value, Source person, Instant at) {
        return new Expectation(NewId.at(at), sessionId, turn, name, value, person, "", at, null);
    }

    /** The same with a new id, in the place of this one. */
    public Expectation edited(Object value, String rationale, Source person, Instant at) {
        return new Expectation(NewId.at(at), sessionId, turn, name, value, person, rationale, at, id);
    }

    /** The same, with why. */
    public Expectation withRationale(String rationale) {
        return new Expectation(id, sessionId, turn, name, value, source, rationale, createdAt, supersedes);
    }
}
