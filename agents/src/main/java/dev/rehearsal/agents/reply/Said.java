package dev.rehearsal.agents.reply;

import dev.rehearsal.conversation.Message;
import dev.rehearsal.simulation.AgentRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is said, as JSON-like values. */
public final class Said {
    private Said() {}

    /** {@code role} and {@code content} of each message that the agent is given. */
    public static List<Map<String, Object>> messages(AgentRequest request) {
        return request.messages().stream().map(Said::message).toList();
    }

    private static Map<String, Object> message(Message message) {
        var pair = new LinkedHashMap<String, Object>();
        pair.put("role", message.role().code());
        pair.put("content", message.text());
        return pair;
    }
}
