package dev.rehearsal.server;

import org.jspecify.annotations.Nullable;

/** The server cannot start. The message is one line that says why and what to do. */
public final class ServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ServerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
