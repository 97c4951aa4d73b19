package dev.rehearsal.mlflow;

import dev.rehearsal.conversation.Digest;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.TraceId;

/** Ids that follow from what they name, so that what is published twice is there once. */
final class TurnIds {
    private static final int SPAN_BYTES = 8;
    private static final int TRACE_BYTES = 16;

    private TurnIds() {}

    /** The id of a step that has none. */
    static String step(TraceId trace, String name) {
        return hex(SPAN_BYTES, "step", trace + "\0" + name);
    }

    /** MLflow's id for a trace. */
    static String onServer(TraceId trace) {
        return "tr-" + trace;
    }

    /** MLflow's id for an assessment. */
    static String assessment(SessionId sessionId, String id) {
        return "a-" + hex(TRACE_BYTES, "assessment", sessionId.value() + "\0" + id);
    }

    private static String hex(int bytes, String kind, String text) {
        return Digest.of(kind + "\0" + text).notZero().hex(bytes);
    }
}
