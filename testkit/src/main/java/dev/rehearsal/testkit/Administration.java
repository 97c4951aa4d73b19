package dev.rehearsal.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The addresses by which another process steers the server. */
final class Administration {
    private final ModelServer server;

    Administration(ModelServer server) {
        this.server = server;
    }

    Response statistics() {
        return Response.json(200, server.statistics().json());
    }

    /** The bodies of the recorded requests, as an array. */
    Response requests() {
        return Response.json(200, ResponseBodies.json(json -> {
            json.writeStartArray();
            for (ModelRequest request : server.requests()) {
                json.writeRawValue(request.body());
            }
            json.writeEndArray();
        }));
    }

    /** Starts anew, with the behaviour at the start and what the body changes: an object of settings by their names. */
    Response reset(byte[] body) {
        try {
            JsonNode changes = body.length == 0 ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(body);
            if (!changes.isObject()) {
                return ResponseBodies.of(Reply.failure(400, "The settings are not a JSON object."));
            }
            server.reset(builder -> changes.properties().forEach(change -> set(builder, change)));
            return statistics();
        } catch (JsonProcessingException notJson) {
            return ResponseBodies.of(Reply.failure(400, "The settings are not JSON."));
        } catch (IOException | IllegalArgumentException bad) {
            return ResponseBodies.of(Reply.failure(400, String.valueOf(bad.getMessage())));
        }
    }

    private static void set(ModelServerBuilder builder, Map.Entry<String, JsonNode> change) {
        String name = change.getKey().toLowerCase(Locale.ROOT).replace('_', '-');
        JsonNode value = change.getValue();
        String text = value.isArray()
                ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining(","))
                : value.asText();
        Setting.named(name).set(builder, text);
    }
}
