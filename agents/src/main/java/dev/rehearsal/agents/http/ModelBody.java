package dev.rehearsal.agents.http;

import dev.rehearsal.agents.reply.Said;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.simulation.AgentRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the protocols of models have in common in what is sent.
 *
 * @param model empty where none is named
 * @param systemPrompt may have places for what is said
 */
record ModelBody(String model, String systemPrompt, ModelParameters parameters, boolean stream) {
    Map<String, Object> begin() {
        var body = new LinkedHashMap<String, Object>();
        put(body, "model", model.isEmpty() ? null : model);
        put(body, "temperature", parameters.temperature());
        put(body, "top_p", parameters.topP());
        put(body, "seed", parameters.seed());
        body.putAll(known(parameters.more()));
        if (stream) {
            body.put("stream", true);
        }
        return body;
    }

    static void put(Map<String, Object> body, String name, @org.jspecify.annotations.Nullable Object value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    private static Map<String, Object> known(Attributes more) {
        var values = new LinkedHashMap<String, Object>();
        more.asMap().forEach((name, value) -> put(values, name, value));
        return values;
    }

    List<Map<String, Object>> messages(AgentRequest request) {
        var messages = new ArrayList<Map<String, Object>>();
        if (!systemPrompt.isBlank()) {
            messages.add(Map.of("role", "system", "content", Template.text(systemPrompt, request)));
        }
        messages.addAll(Said.messages(request));
        return messages;
    }

    /** Session id and context. */
    static Map<String, Object> metadata(AgentRequest request) {
        var metadata = known(request.context());
        metadata.put("session_id", request.sessionId().value());
        return metadata;
    }
}
