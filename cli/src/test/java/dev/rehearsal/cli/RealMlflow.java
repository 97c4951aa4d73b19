package dev.rehearsal.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** A real MLflow server; scripts/install-mlflow brings it. */
final class RealMlflow implements AutoCloseable {
    private static final Path BIN =
            Path.of("..", "target", "mlflow", "bin").toAbsolutePath().normalize();

    private final Process process;
    private final String address;
    private final HttpClient client = HttpClient.newHttpClient();

    private RealMlflow(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    static RealMlflow start(Path folder) throws IOException {
        Files.copy(BIN.resolve("../empty.db"), folder.resolve("mlflow.db"));
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        var builder = new ProcessBuilder(
                        BIN.resolve("mlflow").toString(),
                        "server",
                        "--backend-store-uri=sqlite:///" + folder.resolve("mlflow.db"),
                        "--artifacts-destination=" + folder.resolve("artifacts"),
                        "--host=127.0.0.1",
                        "--port=" + port,
                        "--workers=1")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false",
                        "MLFLOW_DISABLE_TELEMETRY", "true",
                        "LITELLM_LOCAL_MODEL_COST_MAP", "True",
                        "PYTHONDONTWRITEBYTECODE", "1"));
        Process process = builder.start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        var seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            seen.append(line).append('\n');
            if (line.contains("Uvicorn running on")) {
                Thread.ofVirtual().start(() -> output.lines().forEach(rest -> {}));
                return new RealMlflow(process, "http://127.0.0.1:" + port);
            }
        }
        throw new IllegalStateException("the server ended:\n" + seen);
    }

    String address() {
        return address;
    }

    /** What the server answers to a question of its API. */
    String post(String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    String get(String path) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create(address + path)).build(),
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
        var request = HttpRequest.newBuilder(URI.create(address + exchange.getRequestURI()))
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
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        client.close();
    }
}
