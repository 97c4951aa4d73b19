package dev.rehearsal.models.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP response with its whole body.
 *
 * @param headers by name in lower case
 */
public record Response(int status, Map<String, List<String>> headers, byte[] body) {
    /** The first value of a header, asked for by its name in lower case. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.getFirst();
    }
}
