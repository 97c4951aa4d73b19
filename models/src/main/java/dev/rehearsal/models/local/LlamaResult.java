package dev.rehearsal.models.local;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the process that runs a model answers.
 *
 * @param id the task's; 0 for the report that the model is loaded, or not
 * @param text what the model wrote, or what went wrong
 */
record LlamaResult(int id, Outcome outcome, String text, int inputTokens, int outputTokens) {
    /** How it ended. */
    enum Outcome {
        /** The model is loaded. */
        READY,
        /** The model came to an end by itself, or at a stop text. */
        DONE,
        /** The reply is as long as allowed. */
        CUT,
        CANCELLED,
        TIMED_OUT,
        /** Prompt and reply do not fit in the context. */
        TOO_LONG,
        FAILED
    }

    static LlamaResult failed(int id, String message) {
        return new LlamaResult(id, Outcome.FAILED, message, 0, 0);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(id);
        out.writeByte(outcome.ordinal());
        Wire.writeText(out, text);
        out.writeInt(inputTokens);
        out.writeInt(outputTokens);
    }

    static LlamaResult read(DataInput in) throws IOException {
        return new LlamaResult(
                in.readInt(), Outcome.values()[in.readByte()], Wire.readText(in), in.readInt(), in.readInt());
    }
}
