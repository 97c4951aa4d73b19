package dev.rehearsal.agents.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** An agent's server that answers what it was told to, one after another; the last again and again. Remembers what it was asked. */
public final class AnsweringServer implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    record Reply(int status, Map<String, String> headers, byte[] body, boolean broken) {}

    public record Asked(String method, String address, Map<String, List<String>> headers, String body) {
        public String header(String name) {
            return String.join(",", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
        }
    }

    public AnsweringServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    public String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public AnsweringServer answer(int status, String type, String body, String... headers) {
        return answer(status, type, body.getBytes(StandardCharsets.UTF_8), false, headers);
    }

    /** Says that more is to come and then closes. */
    public AnsweringServer breakOff(String type, String body) {
        return answer(200, type, body.getBytes(StandardCharsets.UTF_8), true);
    }

    private AnsweringServer answer(int status, String type, byte[] body, boolean broken, String... headers) {
        var all = new java.util.HashMap<String, String>(Map.of("Content-Type", type));
        for (String header : headers) {
            all.put(
                    header.substring(0, header.indexOf(':')),
                    header.substring(header.indexOf(':') + 1).strip());
        }
        replies.add(new Reply(status, all, body, broken));
        return this;
    }

    public List<Asked> asked() {
        return asked;
    }

    private void handle(HttpExchange exchange) throws IOException {
        var headers = new java.util.HashMap<String, List<String>>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(
                new Asked(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
        Reply reply = replies.size() > 1 ? replies.remove() : replies.element();
        reply.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(reply.status(), reply.broken() ? reply.body().length + 100 : reply.body().length);
        exchange.getResponseBody().write(reply.body());
        exchange.getResponseBody().flush();
        if (reply.broken()) {
            throw new IOException("closed on purpose");
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
