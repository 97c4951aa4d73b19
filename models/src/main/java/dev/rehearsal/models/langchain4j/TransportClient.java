package dev.rehearsal.models.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.models.http.Request;
import dev.rehearsal.models.http.Response;
import dev.rehearsal.models.http.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** LangChain4j's port for HTTP clients on our transport: keeps error responses whole and obeys the attempt's timeout. */
final class TransportClient implements HttpClient {
    private static final JsonMapper JSON = new JsonMapper();

    private final Transport transport;

    private TransportClient(Transport transport) {
        this.transport = transport;
    }

    static HttpClientBuilder builder(Transport transport) {
        return new Builder(new TransportClient(transport));
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        Attempt attempt = Attempt.current();
        String body = request.body() == null ? "" : request.body();
        if (attempt != null && !attempt.more().isEmpty()) {
            body = merged(body, attempt.more());
        }
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        Duration timeout = attempt == null ? ModelLimits.DEFAULT.timeout() : attempt.timeout();
        try {
            Response response = transport.send(new Request(
                    request.method().name(),
                    URI.create(request.url()),
                    headers,
                    body.getBytes(StandardCharsets.UTF_8),
                    timeout));
            if (response.status() / 100 != 2) {
                throw new StatusException(response);
            }
            return SuccessfulHttpResponse.builder()
                    .statusCode(response.status())
                    .headers(response.headers())
                    .body(new String(response.body(), StandardCharsets.UTF_8))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("replies are not streamed");
    }

    private static String merged(String body, List<Attributes> more) {
        try {
            var object = (ObjectNode) JSON.readTree(body);
            for (Attributes each : more) {
                merge(object, (ObjectNode) JSON.readTree(each.toJson()));
            }
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a client wrote a body that is no JSON", e);
        }
    }

    private static void merge(ObjectNode target, ObjectNode added) {
        for (Map.Entry<String, JsonNode> each : added.properties()) {
            if (target.get(each.getKey()) instanceof ObjectNode inner && each.getValue() instanceof ObjectNode more) {
                merge(inner, more);
            } else {
                target.set(each.getKey(), each.getValue());
            }
        }
    }

    /** The timeouts are the attempt's, so those of the builder do not count. */
    private static final class Builder implements HttpClientBuilder {
        private final HttpClient client;
        private Duration connectTimeout = ModelLimits.DEFAULT.timeout();
        private Duration readTimeout = ModelLimits.DEFAULT.timeout();

        private Builder(HttpClient client) {
            this.client = client;
        }

        @Override
        public Duration connectTimeout() {
            return connectTimeout;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            connectTimeout = timeout;
            return this;
        }

        @Override
        public Duration readTimeout() {
            return readTimeout;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            readTimeout = timeout;
            return this;
        }

        @Override
        public HttpClient build() {
            return client;
        }
    }
}
