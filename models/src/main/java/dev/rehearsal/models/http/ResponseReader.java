package dev.rehearsal.models.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one response (RFC 9112): by length, in chunks, or up to the connection's end. */
final class ResponseReader {
    private static final int MOST_HEADERS = 500;
    /** No reply of a model comes near; without a bound a broken server could take all memory. */
    private static final int MOST_BYTES = 64 << 20;

    private final Connection connection;

    ResponseReader(Connection connection) {
        this.connection = connection;
    }

    Response read() throws IOException {
        while (true) {
            String start = connection.readLine();
            int status = status(start);
            Map<String, List<String>> headers = headers();
            if (status >= 100 && status < 200) {
                continue;
            }
            String keep = first(headers, "connection");
            if (start.startsWith("HTTP/1.0") || (keep != null && keep.equalsIgnoreCase("close"))) {
                connection.notReusable();
            }
            return new Response(status, headers, body(status, headers));
        }
    }

    private static int status(String line) throws IOException {
        if (!line.startsWith("HTTP/1.") || line.length() < 12) {
            throw new IOException("not an HTTP response");
        }
        return number(line.substring(9, 12), 10);
    }

    private Map<String, List<String>> headers() throws IOException {
        var headers = new LinkedHashMap<String, List<String>>();
        for (int count = 0; ; count++) {
            String line = connection.readLine();
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon < 1 || count > MOST_HEADERS) {
                throw new IOException(colon < 1 ? "a broken header" : "more than " + MOST_HEADERS + " headers");
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(line.substring(colon + 1).strip());
        }
    }

    private byte[] body(int status, Map<String, List<String>> headers) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        String coding = first(headers, "transfer-encoding");
        if (coding != null && coding.toLowerCase(Locale.ROOT).contains("chunked")) {
            return chunks();
        }
        String length = first(headers, "content-length");
        if (length != null) {
            return exactly(number(length, 10));
        }
        connection.notReusable();
        return rest();
    }

    private byte[] chunks() throws IOException {
        var all = new ByteArrayOutputStream();
        while (true) {
            String line = connection.readLine();
            int extension = line.indexOf(';');
            int size = number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
            if (size == 0) {
                headers();
                return all.toByteArray();
            }
            bounded(all.size() + (long) size);
            all.write(exactly(size));
            connection.readLine();
        }
    }

    private byte[] exactly(int length) throws IOException {
        bounded(length);
        byte[] bytes = new byte[length];
        if (!connection.readFully(bytes, 0, length)) {
            throw new EOFException("the connection was closed before the response was whole");
        }
        return bytes;
    }

    private byte[] rest() throws IOException {
        var all = new ByteArrayOutputStream();
        int next;
        while ((next = connection.read()) >= 0) {
            all.write(next);
            bounded(all.size());
        }
        return all.toByteArray();
    }

    private static void bounded(long size) throws IOException {
        if (size > MOST_BYTES) {
            throw new IOException("a response of more than " + (MOST_BYTES >> 20) + " MiB");
        }
    }

    private static int number(String text, int radix) throws IOException {
        try {
            int value = Integer.parseInt(text, radix);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IOException("not a number in the response's head", e);
        }
        throw new IOException("a negative number in the response's head");
    }

    private static @Nullable String first(Map<String, List<String>> headers, String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.getFirst();
    }
}
