package dev.rehearsal.conversation;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A tool that the agent called, with what came back.
 *
 * @param id the call's id, unique within its answer; may be empty where the agent gives none
 * @param name the tool's name
 * @param arguments a JSON object as text
 * @param result what the tool returned, as text; null while it is not known
 * @param failed whether the tool failed; its result is then the error message
 */
public record ToolCall(
        String id, String name, String arguments, @Nullable String result, boolean failed) {
    public ToolCall {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(arguments, "arguments");
    }

    /** A call whose result is not known (yet). */
    public static ToolCall of(String id, String name, String arguments) {
        return new ToolCall(id, name, arguments, null, false);
    }

    public ToolCall withResult(String result) {
        return new ToolCall(id, name, arguments, result, false);
    }

    public ToolCall withFailure(String message) {
        return new ToolCall(id, name, arguments, message, true);
    }
}
