package dev.rehearsal.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rehearsal.conversation.Attributes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** A model on this machine that always says the same. */
final class TrainingServer implements AutoCloseable {
    private static final String USER = "{\"message\": \"What about my order?\", \"status\": \"going_on\"}";
    private static final String GOAL = "{\"rationale\": \"Not yet.\", \"goal_achieved\": false}";
    private static final String VERDICT = "{\"rationale\": \"It is.\", \"result\": \"yes\"}";

    private final HttpServer server;

    private TrainingServer(HttpServer server) {
        this.server = server;
    }

    static TrainingServer start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", TrainingServer::reply);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return new TrainingServer(server);
    }

    String address() {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + "/v1";
    }

    private static void reply(HttpExchange exchange) throws IOException {
        String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String content = asked.contains("goal_achieved")
                ? GOAL
                : asked.contains("giving_up") ? USER : asked.contains("\"result\"") ? VERDICT : "I will look it up.";
        String body = Attributes.from(Map.of(
                        "choices",
                        List.of(Map.of(
                                "message", Map.of("role", "assistant", "content", content), "finish_reason", "stop")),
                        "usage",
                        Map.of("prompt_tokens", 100, "completion_tokens", 10)))
                .toJson();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
