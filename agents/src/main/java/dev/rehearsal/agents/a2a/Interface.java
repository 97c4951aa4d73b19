package dev.rehearsal.agents.a2a;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an agent takes JSON-RPC and in which version of the protocol: 0.3, where parts and messages name their kind, or 1.0.
 *
 * @param version its first two numbers
 * @param streams whether it tells what happens as it happens
 */
record Interface(URI address, String version, boolean streams) {
    private boolean isOld() {
        return version.startsWith("0.");
    }

    Interface streaming(boolean streams) {
        return new Interface(address, version, streams);
    }

    String send() {
        return isOld() ? "message/send" : "SendMessage";
    }

    String stream() {
        return isOld() ? "message/stream" : "SendStreamingMessage";
    }

    String getTask() {
        return isOld() ? "tasks/get" : "GetTask";
    }

    String cancelTask() {
        return isOld() ? "tasks/cancel" : "CancelTask";
    }

    /** What is sent for a user's message; the agent is to reply when it has an answer. */
    Map<String, Object> message(
            String id, String text, @Nullable String context, @Nullable String task, Map<String, ?> metadata) {
        var part = new LinkedHashMap<String, Object>();
        var message = new LinkedHashMap<String, Object>();
        if (isOld()) {
            part.put("kind", "text");
            message.put("kind", "message");
        }
        part.put("text", text);
        message.put("messageId", id);
        message.put("role", isOld() ? "user" : "ROLE_USER");
        message.put("parts", java.util.List.of(part));
        if (context != null) {
            message.put("contextId", context);
        }
        if (task != null) {
            message.put("taskId", task);
        }
        message.put("metadata", metadata);
        var params = new LinkedHashMap<String, Object>();
        params.put("message", message);
        params.put("configuration", isOld() ? Map.of("blocking", true) : Map.of("returnImmediately", false));
        return params;
    }
}
