package dev.rehearsal.testkit;

import java.io.IOException;

/** What came is no HTTP that this server takes; the connection cannot go on. */
final class BadRequestException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Reply.Failure refusal;

    BadRequestException(int status, String message) {
        super(message);
        this.refusal = Reply.failure(status, message);
    }

    /** What the client is told. */
    Reply.Failure refusal() {
        return refusal;
    }
}
