package dev.rehearsal.models.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.protocol.DefaultHttpProcessor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.RequestContent;
import org.apache.hc.core5.http.protocol.RequestTargetHost;
import org.jspecify.annotations.Nullable;

/**
 * A request and its response over an open connection, by HttpCore.
 *
 * @param reusable whether the connection can take another request
 */
record Exchange(Response response, boolean reusable) {
    /** No reply of a model comes near; without a bound a broken server could take all memory. */
    private static final int MOST_BYTES = 64 << 20;

    private static final HttpRequestExecutor EXECUTOR = new HttpRequestExecutor();
    private static final HttpProcessor HEADERS =
            new DefaultHttpProcessor(new RequestTargetHost(), new RequestContent());

    static Exchange over(HttpClientConnection connection, Request request) throws IOException {
        ClassicHttpRequest sent = sent(request);
        HttpCoreContext context = HttpCoreContext.create();
        try {
            EXECUTOR.preProcess(sent, HEADERS, context);
            // Not closed when it fails: what is left of the body would be read first.
            ClassicHttpResponse received = EXECUTOR.execute(sent, connection, context);
            Response response = whole(received);
            return new Exchange(response, EXECUTOR.keepAlive(sent, received, connection, context));
        } catch (HttpException e) {
            throw new IOException("not an HTTP response: " + e.getMessage(), e);
        }
    }

    private static ClassicHttpRequest sent(Request request) {
        var sent = new BasicClassicHttpRequest(request.method(), request.uri());
        request.headers().forEach((name, value) -> sent.addHeader(checked(name), checked(value)));
        sent.setEntity(new ByteArrayEntity(request.body(), null));
        return sent;
    }

    private static Response whole(ClassicHttpResponse received) throws IOException {
        var headers = new LinkedHashMap<String, List<String>>();
        for (Header header : received.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(header.getValue());
        }
        return new Response(received.getCode(), Map.copyOf(headers), body(received.getEntity()));
    }

    private static byte[] body(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        InputStream content = entity.getContent();
        byte[] body = entity.getContentLength() > MOST_BYTES ? new byte[0] : content.readNBytes(MOST_BYTES);
        if (entity.getContentLength() > MOST_BYTES || content.read() >= 0) {
            throw new IOException("a response of more than " + (MOST_BYTES >> 20) + " MiB");
        }
        return body;
    }

    private static String checked(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c < ' ' || c > '~') {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "a header cannot hold the character U+%04X (the value is not shown)", (int) c));
            }
        }
        return part;
    }
}
