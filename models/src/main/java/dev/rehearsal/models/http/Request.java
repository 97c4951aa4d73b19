package dev.rehearsal.models.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * An HTTP request with its whole body.
 *
 * @param headers all but Host and Content-Length; the values may be secret
 * @param timeout for the whole exchange, from connecting to the body's last byte
 */
public record Request(String method, URI uri, Map<String, String> headers, byte[] body, Duration timeout) {
    public static Request post(URI uri, Map<String, String> headers, byte[] body, Duration timeout) {
        return new Request("POST", uri, headers, body, timeout);
    }

    /** Method, host and path; neither headers nor query, which may hold a key. */
    @Override
    public String toString() {
        return method + " " + uri.getHost() + uri.getPath();
    }
}
