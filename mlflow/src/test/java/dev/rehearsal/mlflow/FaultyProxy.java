package dev.rehearsal.mlflow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Stands before a server and does what networks and loaded servers do. */
final class FaultyProxy implements AutoCloseable {
    /** What becomes of a request. */
    enum Fault {
        NONE,
        /** 429 with Retry-After: 30. */
        TOO_MANY,
        /** 503. */
        UNAVAILABLE,
        /** The server does it, and nobody hears of it. */
        LOST_ANSWER,
        /** 400. */
        REFUSED
    }

    /** Says what becomes of a request, by its number from 1 on and its path. */
    @FunctionalInterface
    interface Faults {
        Fault of(int number, String path);
    }

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger number = new AtomicInteger();
    private volatile Faults faults = (count, path) -> Fault.NONE;
    private volatile Predicate<String> refusedBody = body -> false;

    FaultyProxy(String target) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> handle(target, exchange));
        server.start();
    }

    MlflowServer address() {
        return MlflowServer.from("http://127.0.0.1:" + server.getAddress().getPort(), Map.of());
    }

    void faults(Faults faults) {
        this.faults = faults;
    }

    void refuse(Predicate<String> body) {
        refusedBody = body;
    }

    int requests() {
        return number.get();
    }

    private void handle(String target, HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String text = new String(body, java.nio.charset.StandardCharsets.UTF_8);
            Fault fault =
                    faults.of(number.incrementAndGet(), exchange.getRequestURI().getPath());
            if (refusedBody.test(text)) {
                fault = Fault.REFUSED;
            }
            switch (fault) {
                case TOO_MANY -> {
                    exchange.getResponseHeaders().set("Retry-After", "30");
                    exchange.sendResponseHeaders(429, -1);
                }
                case UNAVAILABLE -> exchange.sendResponseHeaders(503, -1);
                case REFUSED -> {
                    byte[] why = "{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"too odd\"}".getBytes();
                    exchange.sendResponseHeaders(400, why.length);
                    exchange.getResponseBody().write(why);
                }
                case LOST_ANSWER -> forward(target, exchange, body);
                case NONE -> {
                    HttpResponse<byte[]> response = forward(target, exchange, body);
                    exchange.sendResponseHeaders(
                            response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
                    exchange.getResponseBody().write(response.body());
                }
            }
        }
    }

    private HttpResponse<byte[]> forward(String target, HttpExchange exchange, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase("content-type")
                    || name.toLowerCase(java.util.Locale.ROOT).startsWith("x-")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        request.method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
