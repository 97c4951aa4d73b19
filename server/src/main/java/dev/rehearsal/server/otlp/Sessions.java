package dev.rehearsal.server.otlp;

import dev.rehearsal.conversation.Digest;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.TraceId;

/** The ids of sessions that spans name, or do not. */
final class Sessions {
    private static final int LONGEST = 250;
    private static final int DIGEST_BYTES = 8;

    private Sessions() {}

    /** The id that was given; one that is too long is cut, with a digest of the whole at its end. */
    static SessionId id(String given) {
        if (given.length() <= LONGEST) {
            return SessionId.of(given);
        }
        String digest = Digest.of(given).hex(DIGEST_BYTES);
        return SessionId.of(given.substring(0, LONGEST - digest.length() - 1) + "-" + digest);
    }

    /** A trace that names no session is one of its own. */
    static SessionId of(TraceId traceId) {
        return SessionId.of("trace-" + traceId);
    }
}
