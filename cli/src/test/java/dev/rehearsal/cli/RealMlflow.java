package dev.rehearsal.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rehearsal.real.MlflowProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

/** A real MLflow server, and who asks it. */
final class RealMlflow implements AutoCloseable {
    private final MlflowProcess process;
    private final HttpClient client = HttpClient.newHttpClient();

    private RealMlflow(MlflowProcess process) {
        this.process = process;
    }

    static RealMlflow start(Path folder) {
        return new RealMlflow(MlflowProcess.start(folder));
    }

    String address() {
        return process.address();
    }

    /** What the server answers to a question of its API. */
    String post(String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    String get(String path) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create(address() + path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** A door before the server that wants a password, as one with basic authentication does. */
    HttpServer withPassword(String user, String password) throws IOException {
        String expected =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        HttpServer door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.createContext("/", exchange -> {
            try (exchange) {
                if (expected.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                    pass(exchange);
                } else {
                    byte[] said = "You are not authenticated.".getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"mlflow\"");
                    exchange.sendResponseHeaders(401, said.length);
                    exchange.getResponseBody().write(said);
                }
            }
        });
        door.start();
        return door;
    }

    private void pass(HttpExchange exchange) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(address() + exchange.getRequestURI()))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase("Content-Type") || name.regionMatches(true, 0, "x-", 0, 2)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            exchange.sendResponseHeaders(
                    response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
        client.close();
    }
}
