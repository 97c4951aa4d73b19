package dev.rehearsal.server;

import dev.rehearsal.server.web.Json;
import dev.rehearsal.server.web.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers requests that Jetty refuses before anything of ours sees them, such as a path that climbs out, in the words of all our answers. */
final class UnreadRequests extends ErrorHandler {
    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        var problem = new Problem(code, HttpStatus.getMessage(code), detail(code));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        byte[] body = Json.text(problem.values()).getBytes(StandardCharsets.UTF_8);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    private static String detail(int code) {
        return switch (code) {
            case 413 -> "what was sent is too large; send less at once";
            case 414, 431 -> "the request's header is too large; send a shorter address and fewer cookies";
            case 503 -> "the server is just stopping; ask again in a moment";
            default -> "the request could not be read";
        };
    }
}
