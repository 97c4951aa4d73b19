package dev.rehearsal.simulation;

import org.jspecify.annotations.Nullable;

/** An agent gave no answer that can be used; the message says what came instead, for people, and becomes the session's stop reason. */
public final class AgentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AgentException(String message) {
        this(message, null);
    }

    public AgentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
