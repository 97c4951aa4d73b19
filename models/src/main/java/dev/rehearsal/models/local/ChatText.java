package dev.rehearsal.models.local;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Role;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.ToolSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A request's messages as a model's chat template takes them: roles and texts. Tools are told and called in the texts. */
final class ChatText {
    private ChatText() {}

    /** A JSON object with the messages. */
    static String of(ModelRequest request) {
        List<Map<String, String>> messages = new ArrayList<>();
        for (Message message : request.messages()) {
            if (message.role() == Role.SYSTEM && !request.tools().isEmpty() && messages.isEmpty()) {
                add(messages, "system", message.text() + "\n\n" + tools(request.tools()));
            } else {
                addMessage(messages, message);
            }
        }
        if (!request.tools().isEmpty() && request.messages().getFirst().role() != Role.SYSTEM) {
            messages.addFirst(message("system", tools(request.tools())));
        }
        return Attributes.of("messages", messages).toJson();
    }

    private static void addMessage(List<Map<String, String>> messages, Message message) {
        switch (message.role()) {
            case SYSTEM -> add(messages, "system", message.text());
            case USER -> add(messages, "user", message.text());
            case ASSISTANT -> addAnswer(messages, message);
        }
    }

    /** The calls of an answer come before its text, as that was written with their results at hand. */
    private static void addAnswer(List<Map<String, String>> messages, Message message) {
        if (!message.toolCalls().isEmpty()) {
            add(
                    messages,
                    "assistant",
                    message.toolCalls().stream().map(ToolCallText::write).collect(Collectors.joining("\n")));
            add(
                    messages,
                    "user",
                    message.toolCalls().stream().map(ChatText::result).collect(Collectors.joining("\n")));
        }
        if (!message.text().isBlank()) {
            add(messages, "assistant", message.text());
        }
    }

    private static void add(List<Map<String, String>> messages, String role, String text) {
        messages.add(message(role, plain(text)));
    }

    private static Map<String, String> message(String role, String text) {
        var message = new LinkedHashMap<String, String>();
        message.put("role", role);
        message.put("content", text);
        return message;
    }

    /** What was said must not pass for the marks between messages, which the models' templates write as {@code <|name|>}. */
    static String plain(String text) {
        return text.replace("<|", "< |");
    }

    private static String result(ToolCall call) {
        String result = call.result() == null ? "" : call.result();
        return "<tool_response>\n" + (call.failed() ? "Error: " : "") + result + "\n</tool_response>";
    }

    private static String tools(List<ToolSpec> tools) {
        String specs = tools.stream().map(ChatText::spec).collect(Collectors.joining("\n"));
        return "You can call these functions:\n<tools>\n" + specs + "\n</tools>\n"
                + "To call one, write nothing but a JSON object with its name and its arguments inside of tool_call tags:\n"
                + "<tool_call>\n{\"name\": \"the name\", \"arguments\": {}}\n</tool_call>\n"
                + "You then get its result. Never make a result up. When you know enough, answer the user in plain words.";
    }

    private static String spec(ToolSpec tool) {
        return Attributes.of("name", tool.name())
                .with("description", tool.description())
                .with("parameters", Attributes.parse(tool.parameters()))
                .toJson();
    }
}
