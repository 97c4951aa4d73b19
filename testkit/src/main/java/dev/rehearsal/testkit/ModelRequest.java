package dev.rehearsal.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request for a chat completion, as it came over the wire. */
public final class ModelRequest {

    /** A message of the request; parts that are no text are left out. */
    public record Message(String role, String text) {}

    private final long number;
    private final WireRequest wire;
    private final JsonNode json;
    private final List<Message> messages;
    private final @Nullable JsonNode schema;
    private final RequestKind kind;
    private final int turn;

    ModelRequest(long number, WireRequest wire, JsonNode json, Set<String> goalPhrases) {
        this.number = number;
        this.wire = wire;
        this.json = json;
        this.messages = messages(json.path("messages"));
        this.schema = RequestedSchema.of(json.path("response_format"), messages);
        this.kind = Classification.of(this, schema, goalPhrases);
        this.turn = Turns.of(kind, messages, schema != null);
    }

    /** 1 for the server's first request since its last reset. */
    public long number() {
        return number;
    }

    public RequestKind kind() {
        return kind;
    }

    /** The name of the model, empty where there is none. */
    public String model() {
        return json.path("model").asText("");
    }

    public List<Message> messages() {
        return messages;
    }

    /** The text of the last message, empty where there is none. */
    public String lastText() {
        return messages.isEmpty() ? "" : messages.getLast().text();
    }

    /** The turn that is being written or judged, from 1, as far as the messages show it. */
    public int turn() {
        return turn;
    }

    /** The schema that the answer should have, as JSON; null where there is none. */
    public @Nullable String schema() {
        return schema == null ? null : schema.toString();
    }

    /** Whether the client wants the answer as a stream of events. */
    public boolean streaming() {
        return json.path("stream").asBoolean();
    }

    /** Whether the body has this field, such as {@code temperature}. */
    public boolean has(String field) {
        return json.hasNonNull(field);
    }

    /** The value at a JSON pointer such as {@code /tools/0/function/name}: a text as it is, else JSON; null where there is none. */
    public @Nullable String at(String pointer) {
        JsonNode value = json.at(pointer);
        if (value.isMissingNode()) {
            return null;
        }
        return value.isTextual() ? value.textValue() : value.toString();
    }

    /** The headers, by their names in lower case. */
    public Map<String, String> headers() {
        return wire.headers();
    }

    /** A header, by its name in lower case; null where there is none. */
    public @Nullable String header(String name) {
        return wire.headers().get(name);
    }

    /** The body as it was sent. */
    public String body() {
        return new String(wire.body(), StandardCharsets.UTF_8);
    }

    int bodyLength() {
        return wire.body().length;
    }

    String responseFormat() {
        return json.path("response_format").path("type").asText("text");
    }

    boolean wantsStreamUsage() {
        return json.path("stream_options").path("include_usage").asBoolean();
    }

    @Nullable
    JsonNode schemaNode() {
        return schema;
    }

    boolean mentions(String words) {
        for (Message message : messages) {
            if (message.text().contains(words)) {
                return true;
            }
        }
        return false;
    }

    private static List<Message> messages(JsonNode array) {
        List<Message> messages = new ArrayList<>(array.size());
        for (JsonNode message : array) {
            messages.add(new Message(message.path("role").asText(""), text(message.path("content"))));
        }
        return List.copyOf(messages);
    }

    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return content.asText("");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            text.append(part.path("text").asText(""));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "request " + number + " (" + kind.id() + ", " + model() + ", turn " + turn + ")";
    }
}
