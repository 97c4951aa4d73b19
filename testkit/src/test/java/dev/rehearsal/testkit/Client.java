package dev.rehearsal.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;

/** Asks a server over real sockets. */
final class Client implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String root;

    Client(ModelServer server) {
        this.root = "http://127.0.0.1:" + server.port();
    }

    HttpResponse<String> chat(String model, String text) throws IOException, InterruptedException {
        return chat(model, text, body -> {});
    }

    HttpResponse<String> chat(String model, String text, Consumer<ObjectNode> more)
            throws IOException, InterruptedException {
        return http.send(request(model, text, more).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> chat(String model, String text, Duration timeout) throws IOException, InterruptedException {
        return http.send(
                request(model, text, body -> {}).timeout(timeout).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(root + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(root + path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String model, String text, Consumer<ObjectNode> more) {
        ObjectNode body = JSON.createObjectNode().put("model", model);
        body.putArray("messages").addObject().put("role", "user").put("content", text);
        more.accept(body);
        return HttpRequest.newBuilder(URI.create(root + "/v1/chat/completions"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    static String content(HttpResponse<String> response) throws IOException {
        return json(response).at("/choices/0/message/content").textValue();
    }

    /** Asks for an answer with these fields, each of a JSON type. */
    static Consumer<ObjectNode> schema(String... fieldsAndTypes) {
        return body -> {
            ObjectNode format = body.putObject("response_format").put("type", "json_schema");
            ObjectNode schema =
                    format.putObject("json_schema").put("name", "answer").putObject("schema");
            schema.put("type", "object").put("additionalProperties", false);
            ObjectNode properties = schema.putObject("properties");
            var required = schema.putArray("required");
            for (int i = 0; i < fieldsAndTypes.length; i += 2) {
                properties.putObject(fieldsAndTypes[i]).put("type", fieldsAndTypes[i + 1]);
                required.add(fieldsAndTypes[i]);
            }
        };
    }

    @Override
    public void close() {
        http.close();
    }
}
