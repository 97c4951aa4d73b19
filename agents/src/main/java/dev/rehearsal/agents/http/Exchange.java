package dev.rehearsal.agents.http;

import dev.rehearsal.agents.reply.Excerpt;
import dev.rehearsal.model.TraceHeaders;
import dev.rehearsal.simulation.AgentException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends to one agent. A call is repeated only where that cannot do anything twice: nobody was reached, the server refused it for its load
 * (429, or 503 with {@code Retry-After}), or the agent is said to be repeatable. Redirects are not followed.
 *
 * @param repeatable whether asking twice does no harm
 * @param retries how often a call is repeated at most
 */
public record Exchange(HttpClient client, boolean repeatable, int retries) {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** Asks in HTTP/1.1, by the proxy that the system names for an address unless told otherwise. */
    static HttpClient.Builder newBuilder() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(20));
    }

    /**
     * A response that is a success; its body is not read yet.
     *
     * @throws AgentException if there is none
     */
    public HttpResponse<InputStream> send(HttpRequest request) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            boolean more = attempt < retries;
            try {
                HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
                int status = response.statusCode();
                if (status >= 200 && status < 300) {
                    return response;
                }
                String refusal = refusal(response);
                if (!more || !passing(response)) {
                    throw new AgentException(refusal);
                }
                Thread.sleep(wait(response, attempt));
            } catch (ConnectException | HttpConnectTimeoutException e) {
                if (!more) {
                    throw failed(request.uri(), "nobody answers there" + said(e), e);
                }
                Thread.sleep(pause(attempt));
            } catch (IOException e) {
                if (!more || !repeatable) {
                    throw failed(request.uri(), "the connection broke before there was a reply" + said(e), e);
                }
                Thread.sleep(pause(attempt));
            }
        }
    }

    private boolean passing(HttpResponse<?> response) {
        int status = response.statusCode();
        boolean refused = status == 429
                || (status == 503
                        && response.headers().firstValue("retry-after").isPresent());
        return refused || (repeatable && (status >= 500 || status == 408));
    }

    private static Duration wait(HttpResponse<?> response, int attempt) {
        Optional<String> asked = response.headers().firstValue("retry-after");
        try {
            Duration wait = asked.map(Long::parseLong).map(Duration::ofSeconds).orElse(pause(attempt));
            return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.isNegative() ? Duration.ZERO : wait;
        } catch (NumberFormatException e) {
            return pause(attempt);
        }
    }

    private static Duration pause(int attempt) {
        return Duration.ofMillis(500L << Math.min(attempt, 5));
    }

    private static String refusal(HttpResponse<InputStream> response) throws IOException {
        int status = response.statusCode();
        String from = response.statusCode() + " from " + place(response.uri());
        if (status >= 300 && status < 400) {
            response.body().close();
            return from + ", a redirect to "
                    + Excerpt.of(response.headers().firstValue("location").orElse("nowhere"))
                    + "; redirects are not followed, so give the address itself";
        }
        try (InputStream body = response.body()) {
            String excerpt = Excerpt.of(body.readNBytes(4096));
            return from + (excerpt.isEmpty() ? ", without a word" : ": '" + excerpt + "'");
        }
    }

    /** No answer came from there. */
    public static AgentException failed(URI address, String what, @Nullable Throwable cause) {
        return new AgentException("no answer from " + place(address) + ": " + what, cause);
    }

    /** A failure's message in brackets, to stand behind another. */
    public static String said(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? "" : " (" + Excerpt.of(message) + ")";
    }

    /** Without the query, which may hold a key. */
    public static String place(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority() + address.getRawPath();
    }

    /** Builds a request that tells of the turn it is made in; what the JDK's client does not let through is the user's mistake. */
    public static HttpRequest request(String method, URI address, Map<String, String> headers, byte @Nullable [] body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(address)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        TraceHeaders.current().forEach(builder::setHeader);
        headers.forEach(builder::setHeader);
        return builder.build();
    }
}
