package dev.rehearsal.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Calls to an MLflow server; one call is one request. Safe for use by many threads. */
final class Rest implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final MlflowServer server;
    private final Clock clock;
    private final Duration timeout;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    Rest(MlflowServer server, Clock clock, Duration timeout) {
        this.server = server;
        this.clock = clock;
        this.timeout = timeout;
    }

    MlflowServer server() {
        return server;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** @throws MlflowException if the server does not answer with 200 */
    JsonNode post(String path, JsonNode body) {
        return send("POST", path, body);
    }

    JsonNode patch(String path, JsonNode body) {
        return send("PATCH", path, body);
    }

    JsonNode get(String path, Map<String, String> query) {
        var target = new StringBuilder(path);
        char mark = '?';
        for (var each : query.entrySet()) {
            target.append(mark).append(each.getKey()).append('=').append(encode(each.getValue()));
            mark = '&';
        }
        return json(path, exchange("GET", path, request(target.toString()).GET()));
    }

    private JsonNode send(String method, String path, JsonNode body) {
        return json(
                path,
                exchange(
                        method,
                        path,
                        request(path)
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofByteArray(bytes(body)))));
    }

    private static byte[] bytes(JsonNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /** Sends spans as OTLP. */
    void spans(String experimentId, JsonNode body) {
        String path = "/v1/traces";
        exchange(
                "POST",
                path,
                request(path)
                        .header("Content-Type", "application/json")
                        .header("x-mlflow-experiment-id", experimentId)
                        .POST(BodyPublishers.ofByteArray(bytes(body))));
    }

    /**
     * Puts a file where the server says. The place is signed, so it stands in no message, and it is not told who we are.
     *
     * @throws MlflowException if it is not taken there
     */
    void store(URI place, Map<String, String> headers, JsonNode file) {
        var request = HttpRequest.newBuilder(place).timeout(timeout);
        headers.forEach(request::header);
        HttpResponse<byte[]> response =
                answered("PUT", "the storage that it names", request.PUT(BodyPublishers.ofByteArray(bytes(file))));
        int status = response.statusCode();
        if (status / 100 != 2) {
            String what = "the storage that " + server + " names answered with " + status;
            // 403 is a signature that has run out: the next one is new
            throw status == 403 || status == 429 || status >= 500
                    ? new MlflowException.Unavailable(status, what, null, null)
                    : new MlflowException.Refused(status, "", what);
        }
    }

    void delete(String path) {
        exchange("DELETE", path, request(path).DELETE());
    }

    private HttpRequest.Builder request(String target) {
        var request = HttpRequest.newBuilder(URI.create(server.address() + target))
                .timeout(timeout)
                .header("User-Agent", "rehearsal");
        if (!server.authorization().isEmpty()) {
            request.header("Authorization", server.authorization());
        }
        return request;
    }

    private byte[] exchange(String method, String path, HttpRequest.Builder request) {
        HttpResponse<byte[]> response = answered(method, path, request);
        if (response.statusCode() == 200) {
            return response.body();
        }
        throw Failures.of(server, method + " " + path, response, clock);
    }

    private HttpResponse<byte[]> answered(String method, String path, HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (HttpTimeoutException e) {
            throw new MlflowException.Unavailable(
                    0, server + " did not answer " + method + " " + path + " in time", null, e);
        } catch (IOException e) {
            throw new MlflowException.Unavailable(0, server + " cannot be reached: " + reason(e), null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MlflowException.Unavailable(0, "asking " + server + " was interrupted", null, e);
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null || message.isBlank() ? "no connection" : message;
    }

    private JsonNode json(String path, byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (IOException e) {
            // said below
        }
        throw new MlflowException.Refused(
                200,
                "",
                server + " answered " + path + " with something that is no JSON object; is it an MLflow server?");
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
