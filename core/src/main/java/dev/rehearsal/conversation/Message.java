package dev.rehearsal.conversation;

import java.util.List;
import java.util.Objects;

/**
 * One message of a conversation. An assistant's message may carry the tool calls it made, results included; so a tool's result is no
 * message of its own.
 */
public record Message(Role role, String text, List<ToolCall> toolCalls) {
    public Message {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(text, "text");
        toolCalls = List.copyOf(toolCalls);
    }

    public static Message system(String text) {
        return new Message(Role.SYSTEM, text, List.of());
    }

    public static Message user(String text) {
        return new Message(Role.USER, text, List.of());
    }

    public static Message assistant(String text) {
        return new Message(Role.ASSISTANT, text, List.of());
    }

    public static Message assistant(String text, List<ToolCall> toolCalls) {
        return new Message(Role.ASSISTANT, text, toolCalls);
    }
}
