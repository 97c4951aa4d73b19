package dev.rehearsal.cli;

import org.jspecify.annotations.Nullable;

/** The command could not do what it was asked, for no fault of the input. The message says why and what to do. */
final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
