package dev.rehearsal.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.mlflow.MlflowPublisher;
import dev.rehearsal.mlflow.MlflowServer;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Publishes 1,000 turns with 2,000 assessments to an MLflow server that has nothing yet, or posts the same bodies to it in a bare loop.
 * Arguments: {@code publish} or {@code loop}, the server's address, a file for a store. Prints a line of JSON.
 */
public final class MlflowMain {
    private static final int SESSIONS = 200;
    private static final int TURNS = 5;
    private static final RunId RUN = new RunId("20260301-100000-abcdef");
    private static final String STUB_RUN = "ffffffffffffffffffffffffffffffff";
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private MlflowMain() {}

    /** A request as it was made. */
    private record Posted(String method, String target, Map<String, List<String>> headers, byte[] body) {}

    public static void main(String[] arguments) throws Exception {
        try (Store store = Store.open(arguments[2])) {
            fill(store);
            long nanos = arguments[0].equals("publish")
                    ? publish(store, MlflowServer.from(arguments[1], Map.of()))
                    : loop(record(store), arguments[1]);
            System.out.printf(
                    Locale.ROOT,
                    "{\"workload\":\"mlflow %s\",\"turns\":%d,\"assessments\":%d,\"wall_s\":%.2f}%n",
                    arguments[0],
                    SESSIONS * TURNS,
                    2 * SESSIONS * TURNS,
                    nanos / 1e9);
        }
    }

    private static void fill(Store store) {
        store.write(new Change.RunStarted(RUN, "speed", "evaluate", Attributes.EMPTY, "", 1, 1, START));
        for (int index = 0; index < SESSIONS; index++) {
            var id = SessionId.of("sim-" + index);
            var testCase = TestCase.of("Find out how to change setting " + index + " and change it");
            store.enqueue(new Change.SessionOpened(RUN, new SimulationKey(id, index, testCase, 1, 1), START));
            for (int number = 1; number <= TURNS; number++) {
                store.enqueue(new Change.TurnCompleted(
                        id,
                        Turn.of(
                                number,
                                "How do I change setting " + index + "? ".repeat(20),
                                Answer.of("Open the settings, then choose it. ".repeat(6))),
                        List.of()));
                var assessments = new ArrayList<Assessment>();
                for (String scorer : List.of("safety", "fluency")) {
                    assessments.add(new Assessment(
                            index + ":" + number + ":" + scorer,
                            id,
                            RUN.value(),
                            number,
                            Feedback.yesNo(scorer, true, "It is polite and clear."),
                            START,
                            null));
                }
                store.enqueue(new Change.Assessed(id, assessments, List.of()));
            }
            store.enqueue(new Change.SessionClosed(
                    id, new StopReason.MaxTurns(""), START.plusSeconds(60), Duration.ofSeconds(60), List.of()));
        }
        store.write(new Change.RunStatusChanged(RUN, RunStatus.FINISHED, START.plusSeconds(99), List.of()));
    }

    private static long publish(Store store, MlflowServer server) {
        try (var publisher = new MlflowPublisher(store, server)) {
            long begin = System.nanoTime();
            publisher.add(RUN);
            if (!publisher.finish().isEmpty()) {
                throw new IllegalStateException("not published: " + publisher.backlog());
            }
            return System.nanoTime() - begin;
        }
    }

    /** What is posted to a server that takes everything and has nothing. */
    private static List<Posted> record(Store store) throws IOException {
        List<Posted> posted = Collections.synchronizedList(new ArrayList<>());
        HttpServer stub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stub.createContext("/", exchange -> answer(exchange, posted));
        stub.start();
        publish(store, MlflowServer.from("http://127.0.0.1:" + stub.getAddress().getPort(), Map.of()));
        stub.stop(0);
        return posted;
    }

    private static void answer(HttpExchange exchange, List<Posted> posted) throws IOException {
        try (exchange) {
            var headers = Map.copyOf(exchange.getRequestHeaders());
            byte[] body = exchange.getRequestBody().readAllBytes();
            posted.add(new Posted(
                    exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
            byte[] answer = """
                    {"experiment":{"experiment_id":"1"},"run":{"info":{"run_id":"%s"}}}""".formatted(STUB_RUN).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** One after the other, without reading what comes back. */
    private static long loop(List<Posted> posted, String server) throws Exception {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            send(client, server, "POST", "/api/2.0/mlflow/experiments/create", "{\"name\":\"speed\"}", Map.of());
            String made = send(
                    client,
                    server,
                    "POST",
                    "/api/2.0/mlflow/runs/create",
                    "{\"experiment_id\":\"1\",\"start_time\":1}",
                    Map.of());
            String run = made.replaceAll("(?s).*\"run_id\": ?\"([0-9a-f]+)\".*", "$1");
            long begin = System.nanoTime();
            for (Posted each : posted) {
                String body = new String(each.body, StandardCharsets.UTF_8).replace(STUB_RUN, run);
                send(client, server, each.method, each.target, body, each.headers);
            }
            return System.nanoTime() - begin;
        }
    }

    private static String send(
            HttpClient client,
            String server,
            String method,
            String target,
            String body,
            Map<String, List<String>> headers)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server + target))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        headers.forEach((name, values) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith("x-")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        var response = client.send(request.build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(target + ": " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }
}
