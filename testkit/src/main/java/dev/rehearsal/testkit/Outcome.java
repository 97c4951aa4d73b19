package dev.rehearsal.testkit;

import java.util.Locale;

/** What became of a request; each has exactly one, from the moment on when its answer begins. */
public enum Outcome {
    /** Answered as asked. */
    OK,
    /** Told to come back later: 429. */
    REJECTED,
    /** An error of the server: 5xx. */
    FAILED,
    /** The connection was reset. */
    RESET,
    /** Never answered. */
    HUNG,
    /** A structured answer that is not what was asked for. */
    MALFORMED,
    /** The request was at fault: another 4xx. */
    REFUSED,
    /** The client left before the answer was due. */
    CLIENT_GONE;

    /** The name in statistics, such as {@code client_gone}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Outcome ofStatus(int status) {
        if (status == 429) {
            return REJECTED;
        }
        if (status >= 500) {
            return FAILED;
        }
        return status >= 400 ? REFUSED : OK;
    }
}
