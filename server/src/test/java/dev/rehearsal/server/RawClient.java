package dev.rehearsal.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sends requests as they stand, headers that a proper client would not let one set among them. */
public final class RawClient {
    private final URI address;

    public RawClient(URI address) {
        this.address = address;
    }

    /** What came back. */
    public record Response(int status, List<String> headers, String body) {
        public Optional<String> header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst();
        }
    }

    public Response get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public Response post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Response send(String method, String path, String body, String... headers) {
        var lines = new ArrayList<String>();
        lines.add(method + " " + path + " HTTP/1.1");
        if (!List.of(headers).stream().anyMatch(line -> line.startsWith("Host:"))) {
            lines.add("Host: " + address.getAuthority());
        }
        lines.addAll(List.of(headers));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 || method.equals("POST") || method.equals("PATCH")) {
            lines.add("Content-Length: " + bytes.length);
        }
        lines.add("Connection: close");
        return exchange(String.join("\r\n", lines) + "\r\n\r\n", bytes);
    }

    public Response exchange(String head, byte[] body) {
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.UTF_8));
            try {
                out.write(body);
                out.flush();
            } catch (IOException e) {
                // It was refused before all was sent; the answer is there.
            }
            var in = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(in);
            } catch (IOException e) {
                // The connection was reset after the answer.
            }
            return parse(in.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Response parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("no answer: " + text);
        }
        List<String> lines = List.of(text.substring(0, end).split("\r\n"));
        return new Response(
                Integer.parseInt(lines.getFirst().split(" ")[1]),
                lines.subList(1, lines.size()),
                text.substring(end + 4));
    }
}
