package dev.rehearsal.server.otlp;

/** An export that is not taken; says with which status it is answered and what its sender can do. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;
    private static final int BAD_REQUEST = 400;

    private final int status;

    /** Where it would be taken later: so many seconds; 0 where it will never be. */
    private final int retryAfterSeconds;

    Refusal(int status, String message, int retryAfterSeconds) {
        super(message, null, false, false);
        this.status = status;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** It cannot be read. */
    static Refusal unreadable(String message) {
        return new Refusal(BAD_REQUEST, message, 0);
    }

    int status() {
        return status;
    }

    int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
