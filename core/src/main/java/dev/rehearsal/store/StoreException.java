package dev.rehearsal.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be opened, read or written. The message is one line that says why and what to do. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
