package dev.rehearsal.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads requests by RFC 9112, strictly: what is ambiguous is refused. */
final class RequestReader {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_HEADERS = 200;
    private static final int LONGEST_BODY = 256 * 1024 * 1024;

    private final InputBuffer in;
    private final OutputStream out;

    RequestReader(InputBuffer in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** The next request, or null when the client has closed the connection. */
    @Nullable
    WireRequest next() throws IOException {
        if (in.atEnd()) {
            return null;
        }
        String[] requestLine = in.line().split(" ", -1);
        if (requestLine.length != 3 || !requestLine[1].startsWith("/")) {
            throw new BadRequestException(400, "The first line is not 'METHOD /path HTTP/1.1'.");
        }
        String version = requestLine[2];
        if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) {
            throw new BadRequestException(505, "Only HTTP/1.1 is spoken here.");
        }
        Map<String, String> headers = headers();
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        boolean keepAlive =
                version.equals("HTTP/1.1") ? !connection.contains("close") : connection.contains("keep-alive");
        return new WireRequest(requestLine[0], withoutQuery(requestLine[1]), headers, body(headers), keepAlive);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = in.line(); !line.isEmpty(); line = in.line()) {
            int colon = line.indexOf(':');
            if (colon <= 0 || line.charAt(0) <= ' ' || line.charAt(colon - 1) <= ' ') {
                throw new BadRequestException(400, "A header is not 'Name: value'.");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).strip();
            String before = headers.put(name, value);
            if (before != null && name.equals("content-length") && !before.equals(value)) {
                throw new BadRequestException(400, "There are two lengths.");
            }
            if (headers.size() > MOST_HEADERS) {
                throw new BadRequestException(431, "There are too many headers.");
            }
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        String length = headers.get("content-length");
        String encoding = headers.get("transfer-encoding");
        if (length != null && encoding != null) {
            throw new BadRequestException(400, "There is a length and an encoding.");
        }
        if (length == null && encoding == null) {
            return new byte[0];
        }
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write(CONTINUE);
        }
        if (length != null) {
            return in.take(number(length, 10));
        }
        if (!"chunked".equalsIgnoreCase(encoding)) {
            throw new BadRequestException(501, "Only chunked is known as transfer encoding.");
        }
        return chunks();
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String head = in.line();
            int extension = head.indexOf(';');
            int size = number((extension < 0 ? head : head.substring(0, extension)).strip(), 16);
            if (size == 0) {
                headers();
                return body.toByteArray();
            }
            if (body.size() + size > LONGEST_BODY) {
                throw new BadRequestException(413, "The body is too long.");
            }
            body.write(in.take(size));
            if (!in.line().isEmpty()) {
                throw new BadRequestException(400, "A chunk is longer than it says.");
            }
        }
    }

    private static int number(String digits, int radix) throws BadRequestException {
        if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(c -> Character.digit(c, radix) >= 0)) {
            throw new BadRequestException(400, "A length is no number.");
        }
        long number = Long.parseLong(digits, radix);
        if (number > LONGEST_BODY) {
            throw new BadRequestException(413, "The body is too long.");
        }
        return (int) number;
    }

    private static String withoutQuery(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
