package dev.rehearsal.testing;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Digest;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.model.ToolSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks, as a digest (SHA-256): messages, schema, tools and parameters. Not in it are the metadata, the timeout, the ids of
 * tool calls, and how the provider is asked for a schema: a model that takes schemas and one that is told in words are asked the same.
 */
final class Fingerprint {
    private Fingerprint() {}

    /** @param stops where a text continuation ends; null for a chat */
    static String of(ModelRequest request, @Nullable List<String> stops) {
        var parts = new LinkedHashMap<String, @Nullable Object>();
        ReplySchema schema = request.schema();
        parts.put("messages", messages(request.messages(), schema));
        if (schema != null) {
            parts.put("schema", List.of(schema.name(), schema.json()));
        }
        parts.put("tools", request.tools().stream().map(Fingerprint::tool).toList());
        parts.put("parameters", parameters(request.parameters()));
        if (stops != null) {
            parts.put("stops", stops);
        }
        return Digest.of(Attributes.from(parts).toJson()).hex();
    }

    private static List<Object> messages(List<Message> messages, @Nullable ReplySchema schema) {
        var all = new ArrayList<Object>();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            String text = message.text();
            if (schema != null && i == messages.size() - 1 && text.endsWith(schema.inWords())) {
                text = text.substring(0, text.length() - schema.inWords().length());
            }
            all.add(List.of(
                    message.role().code(),
                    text,
                    message.toolCalls().stream().map(Fingerprint::call).toList()));
        }
        return all;
    }

    private static List<Object> call(ToolCall call) {
        String result = call.result();
        return List.of(call.name(), call.arguments(), result == null ? "" : result, result != null, call.failed());
    }

    private static List<String> tool(ToolSpec tool) {
        return List.of(tool.name(), tool.description(), tool.parameters());
    }

    private static Map<String, @Nullable Object> parameters(ModelParameters parameters) {
        var all = new TreeMap<String, @Nullable Object>();
        all.put("temperature", parameters.temperature());
        all.put("top_p", parameters.topP());
        all.put("max_tokens", parameters.maxTokens());
        all.put("seed", parameters.seed());
        parameters.more().asMap().forEach((name, value) -> all.put("more." + name, sorted(value)));
        return all;
    }

    private static @Nullable Object sorted(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            var sorted = new TreeMap<String, @Nullable Object>();
            map.forEach((name, inner) -> sorted.put(String.valueOf(name), sorted(inner)));
            return sorted;
        }
        return value;
    }
}
