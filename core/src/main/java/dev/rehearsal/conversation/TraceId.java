package dev.rehearsal.conversation;

/**
 * The trace that a turn is, as in W3C trace contexts: 32 lower case hexadecimal digits, not all of them 0. The trace of a simulated turn
 * follows from its session and number, so that whoever has it (the agent, an MLflow server, a collector) speaks of the same turn.
 */
public record TraceId(String value) {
    private static final int BYTES = 16;
    private static final String ZEROS = "0".repeat(2 * BYTES);
    private static final int SPAN_BYTES = 8;

    public TraceId {
        if (!isTraceId(value)) {
            throw new IllegalArgumentException(
                    "a trace id has 32 lower case hexadecimal digits, not all of them 0, found: "
                            + (value.length() > 40 ? value.length() + " characters" : value));
        }
    }

    private static boolean isTraceId(String value) {
        return value.length() == 2 * BYTES && isHex(value) && !value.equals(ZEROS);
    }

    private static boolean isHex(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    /** The trace of that turn; {@code turn} counts from 1. */
    public static TraceId of(SessionId sessionId, int turn) {
        return new TraceId(
                Digest.of("trace\0" + sessionId.value() + "\0" + turn).notZero().hex(BYTES));
    }

    /** The id of the span that is the turn itself, 16 hexadecimal digits; follows from the trace's id. */
    public String rootSpan() {
        return Digest.of("root\0" + value).notZero().hex(SPAN_BYTES);
    }

    @Override
    public String toString() {
        return value;
    }
}
