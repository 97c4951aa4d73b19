package dev.rehearsal.models.langchain4j;

import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.models.http.Request;
import dev.rehearsal.models.http.Response;
import dev.rehearsal.models.http.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** Amazon's port for HTTP clients on our transport: its own has fifty connections and pins virtual threads. */
final class TransportAwsClient implements SdkHttpClient {
    private static final Set<String> SET_BY_TRANSPORT = Set.of("host", "content-length");

    private final Transport transport;

    TransportAwsClient(Transport transport) {
        this.transport = transport;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return send(request);
            }

            @Override
            public void abort() {
                // An interrupt ends it.
            }
        };
    }

    private HttpExecuteResponse send(HttpExecuteRequest request) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        request.httpRequest().forEachHeader((name, values) -> {
            if (!SET_BY_TRANSPORT.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, String.join(", ", values));
            }
        });
        byte[] body = new byte[0];
        if (request.contentStreamProvider().isPresent()) {
            try (InputStream in = request.contentStreamProvider().get().newStream()) {
                body = in.readAllBytes();
            }
        }
        Attempt attempt = Attempt.current();
        Duration timeout = attempt == null ? ModelLimits.DEFAULT.timeout() : attempt.timeout();
        Response response = transport.send(new Request(
                request.httpRequest().method().name(), request.httpRequest().getUri(), headers, body, timeout));
        return HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder()
                        .statusCode(response.status())
                        .headers(response.headers())
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(response.body())))
                .build();
    }

    @Override
    public String clientName() {
        return "rehearsal";
    }

    @Override
    public void close() {
        // The transport is shared.
    }
}
