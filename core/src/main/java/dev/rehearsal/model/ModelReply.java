package dev.rehearsal.model;

import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import java.util.List;

/**
 * What a model replied.
 *
 * @param text may be empty when there are tool calls
 * @param toolCalls calls the model asks for; their results are not known yet
 */
public record ModelReply(String text, List<ToolCall> toolCalls, Finish finish, Usage usage) {
    public ModelReply {
        toolCalls = List.copyOf(toolCalls);
    }

    public static ModelReply of(String text) {
        return new ModelReply(text, List.of(), Finish.STOP, Usage.NONE);
    }

    public ModelReply withUsage(Usage usage) {
        return new ModelReply(text, toolCalls, finish, usage);
    }

    /** Why the model stopped writing. */
    public enum Finish {
        STOP,
        LENGTH,
        TOOL_CALLS,
        CONTENT_FILTER,
        OTHER
    }
}
