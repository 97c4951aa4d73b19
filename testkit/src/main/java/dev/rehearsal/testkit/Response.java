package dev.rehearsal.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An answer as it goes over the wire. */
record Response(
        int status,
        String contentType,
        byte[] body,
        @Nullable Duration retryAfter) {

    static Response json(int status, byte[] body) {
        return new Response(status, "application/json", body, null);
    }

    static Response text(int status, String contentType, String body) {
        return new Response(status, contentType, body.getBytes(StandardCharsets.UTF_8), null);
    }

    byte[] head(boolean keepAlive) {
        StringBuilder head = new StringBuilder(160);
        head.append("HTTP/1.1 ").append(status).append(' ').append(reason(status));
        head.append("\r\nContent-Type: ").append(contentType);
        head.append("\r\nContent-Length: ").append(body.length);
        if (retryAfter != null) {
            head.append("\r\nRetry-After: ").append(seconds(retryAfter));
        }
        if (!keepAlive) {
            head.append("\r\nConnection: close");
        }
        return head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whole seconds as the standard wants them; parts of a second, which tests like and many clients read, as a decimal. */
    private static String seconds(Duration duration) {
        return duration.toNanosPart() == 0
                ? Long.toString(duration.toSeconds())
                : Double.toString(duration.toMillis() / 1000.0);
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 413 -> "Content Too Large";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "Status " + status;
        };
    }
}
