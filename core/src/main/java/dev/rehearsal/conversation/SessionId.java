package dev.rehearsal.conversation;

/** A session's id; it starts with {@code sim-} when the session was simulated. At most 250 characters. */
public record SessionId(String value) {
    public SessionId {
        if (value.isBlank() || value.length() > 250) {
            throw new IllegalArgumentException("a session id has 1 to 250 characters, found: " + value.length());
        }
    }

    public static SessionId of(String value) {
        return new SessionId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
