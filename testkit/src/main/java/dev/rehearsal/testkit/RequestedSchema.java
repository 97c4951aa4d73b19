package dev.rehearsal.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the schema of the wanted answer: in the response format, else written out in the prompt, as for servers that know no schema. */
final class RequestedSchema {
    private static final int MOST_TRIES = 50;

    private RequestedSchema() {}

    static @Nullable JsonNode of(JsonNode responseFormat, List<ModelRequest.Message> messages) {
        JsonNode schema = responseFormat.path("json_schema").path("schema");
        if (schema.isObject()) {
            return schema;
        }
        for (ModelRequest.Message message : messages) {
            JsonNode written = writtenIn(message.text());
            if (written != null) {
                return written;
            }
        }
        return null;
    }

    private static @Nullable JsonNode writtenIn(String text) {
        if (!text.contains("\"properties\"")) {
            return null;
        }
        int start = text.indexOf('{');
        for (int tries = 0; start >= 0 && tries < MOST_TRIES; tries++) {
            JsonNode found = objectAt(text.substring(start));
            if (found != null && found.path("properties").isObject()) {
                return found;
            }
            start = text.indexOf('{', start + 1);
        }
        return null;
    }

    private static @Nullable JsonNode objectAt(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }
}
