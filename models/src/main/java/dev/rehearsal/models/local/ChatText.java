package dev.rehearsal.models.local;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Role;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.model.ModelRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request's messages as a model's chat template takes them: roles and texts. */
final class ChatText {
    private final List<Map<String, String>> messages = new ArrayList<>();
    private final boolean tools;

    private ChatText(boolean tools) {
        this.tools = tools;
    }

    /** A JSON object with the messages. Where there are tools, they are told first, and the model's own messages are choices. */
    static String of(ModelRequest request) {
        var chat = new ChatText(ToolChoice.isAsked(request));
        List<Message> messages = request.messages();
        if (chat.tools) {
            boolean system = messages.getFirst().role() == Role.SYSTEM;
            String told = system ? messages.getFirst().text() + "\n\n" : "";
            chat.add("system", told + ToolChoice.instructions(request.tools()));
            messages = system ? messages.subList(1, messages.size()) : messages;
        }
        messages.forEach(chat::add);
        return Attributes.of("messages", chat.messages).toJson();
    }

    private void add(Message message) {
        for (ToolCall call : message.toolCalls()) {
            add("assistant", ToolChoice.of(call));
            String result = call.result() == null ? "nothing" : call.result();
            add("user", "The tool " + (call.failed() ? "failed: " : "returned: ") + result);
        }
        // what was said along with calls was said when their results were known
        switch (message.role()) {
            case SYSTEM, USER -> add(message.role().name().toLowerCase(Locale.ROOT), message.text());
            case ASSISTANT -> {
                if (!message.text().isBlank()) {
                    add("assistant", tools ? ToolChoice.say(message.text()) : message.text());
                }
            }
        }
    }

    private void add(String role, String text) {
        var message = new LinkedHashMap<String, String>();
        message.put("role", role);
        message.put("content", plain(text));
        messages.add(message);
    }

    /** What was said must not pass for the marks between messages, which the models' templates write as {@code <|name|>}. */
    static String plain(String text) {
        return text.replace("<|", "< |");
    }
}
