package dev.rehearsal.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the agent answered in one turn: one or more assistant messages, with the tool calls it made on the way, and the usage where it is
 * known.
 */
public record Answer(List<Message> messages, Usage usage) {
    /** No answer. */
    public static final Answer NONE = new Answer(List.of(), Usage.NONE);

    public Answer {
        messages = List.copyOf(messages);
        for (Message message : messages) {
            if (message.role() != Role.ASSISTANT) {
                throw new IllegalArgumentException("an answer has assistant messages only, found: "
                        + message.role().code());
            }
        }
    }

    public static Answer of(String text) {
        return new Answer(List.of(Message.assistant(text)), Usage.NONE);
    }

    public static Answer of(String text, List<ToolCall> toolCalls) {
        return new Answer(List.of(Message.assistant(text, toolCalls)), Usage.NONE);
    }

    public Answer withUsage(Usage usage) {
        return new Answer(messages, usage);
    }

    /** What a person sees of it: the messages' texts, blank ones left out, separated by a blank line. */
    public String text() {
        return messages.size() == 1
                ? messages.getFirst().text()
                : messages.stream()
                        .map(Message::text)
                        .filter(text -> !text.isBlank())
                        .collect(Collectors.joining("\n\n"));
    }

    /** All tool calls, in the order in which they were made. */
    public List<ToolCall> toolCalls() {
        var calls = new ArrayList<ToolCall>();
        messages.forEach(message -> calls.addAll(message.toolCalls()));
        return List.copyOf(calls);
    }
}
