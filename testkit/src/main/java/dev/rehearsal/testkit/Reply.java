package dev.rehearsal.testkit;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server does with a request. */
public sealed interface Reply {

    /**
     * A message of the assistant.
     *
     * @param content what it says; null is sent as {@code null}
     * @param finishReason such as {@code stop}, {@code length} or {@code tool_calls}
     */
    record Message(@Nullable String content, List<ToolCall> toolCalls, String finishReason) implements Reply {
        public Message {
            toolCalls = List.copyOf(toolCalls);
        }
    }

    /**
     * A tool that the assistant wants to have called.
     *
     * @param arguments a JSON object as text
     */
    record ToolCall(String name, String arguments) {}

    /**
     * An error in the shape of OpenAI's.
     *
     * @param parameter the parameter at fault
     * @param retryAfter sent as {@code Retry-After}
     */
    record Failure(
            int status,
            String type,
            String message,
            @Nullable String parameter,
            @Nullable String code,
            @Nullable Duration retryAfter)
            implements Reply {}

    /** Any other body, such as a proxy's page. */
    record Raw(int status, String contentType, String body) implements Reply {}

    /** The connection is reset. */
    record Reset() implements Reply {}

    /** There is no answer until the client leaves. */
    record Hang() implements Reply {}

    /** Another reply, some time later than the server's latency. */
    record Delayed(Duration delay, Reply reply) implements Reply {}

    static Reply text(@Nullable String content) {
        return new Message(content, List.of(), "stop");
    }

    static Reply toolCall(String name, String arguments) {
        return new Message(null, List.of(new ToolCall(name, arguments)), "tool_calls");
    }

    static Failure failure(int status, String message) {
        String type = status >= 500 ? "server_error" : "invalid_request_error";
        return new Failure(status, type, message, null, null, null);
    }

    static Reply rejected(@Nullable Duration retryAfter) {
        return new Failure(
                429, "requests", "Too many requests for this model.", null, "rate_limit_exceeded", retryAfter);
    }

    static Reply raw(int status, String contentType, String body) {
        return new Raw(status, contentType, body);
    }

    static Reply reset() {
        return new Reset();
    }

    static Reply hang() {
        return new Hang();
    }

    /** This reply, that much later. */
    default Reply after(Duration delay) {
        return new Delayed(delay, this);
    }
}
