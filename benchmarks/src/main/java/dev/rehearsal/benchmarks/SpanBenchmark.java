package dev.rehearsal.benchmarks;

import com.google.protobuf.ByteString;
import com.sun.management.OperatingSystemMXBean;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.server.RehearsalServer;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/**
 * How many spans a second a server takes on SQLite, with the senders in the same process: traces of five spans (an agent, two model calls
 * with messages, a tool, a request), five turns a session, in exports of 500 spans in protobuf. Says for each round how many were
 * acknowledged a second and the processor time of a span, senders included, and at the end whether all of them are in the store.
 *
 * <p>Arguments: spans a round (50,000), senders at a time (4), rounds (4).
 */
public final class SpanBenchmark {
    private static final int SPANS_OF_A_TURN = 5;
    private static final int TURNS_OF_A_SESSION = 5;
    private static final int TURNS_OF_AN_EXPORT = 100;
    private static final long START = 1_770_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final String QUESTION = "I ordered a pair of shoes two weeks ago and they still have not arrived. ";
    private static final String ANSWER = "I am sorry about the delay. Your parcel left our warehouse on Monday. ";

    private SpanBenchmark() {}

    public static void main(String[] args) throws Exception {
        int spans = args.length > 0 ? Integer.parseInt(args[0]) : 50_000;
        int senders = args.length > 1 ? Integer.parseInt(args[1]) : 4;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 4;
        String place = Files.createTempDirectory("span-benchmark")
                .resolve("rehearsal.db")
                .toString();
        int turns = spans / SPANS_OF_A_TURN;
        try (Store store = Store.open(place);
                RehearsalServer server =
                        RehearsalServer.builder(store).port(0).build().start();
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            URI traces = server.address().resolve("/v1/traces");
            for (int round = 0; round < rounds; round++) {
                List<byte[]> bodies = bodies(round, turns);
                long began = System.nanoTime();
                long cpu = cpu();
                send(client, traces, bodies, senders);
                double seconds = (System.nanoTime() - began) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "round %d: %d spans in %.2f s, %.0f a second, %.0f us of CPU a span%n",
                        round + 1,
                        turns * SPANS_OF_A_TURN,
                        seconds,
                        turns * SPANS_OF_A_TURN / seconds,
                        (cpu() - cpu) / 1e3 / turns / SPANS_OF_A_TURN);
            }
            check(store, turns * rounds);
        }
    }

    private static void check(Store store, int turns) {
        List<SessionRow> rows = store.sessions().search(SessionQuery.newest(Integer.MAX_VALUE));
        long kept = rows.stream().mapToLong(SessionRow::turns).sum();
        long spans = 0;
        for (SessionRow row : rows) {
            spans += store.sessions().get(row.sessionId()).orElseThrow().conversation().turns().stream()
                    .mapToLong(turn -> turn.spans().size())
                    .sum();
        }
        System.out.printf(
                Locale.ROOT,
                "kept: %d of %d turns, %d of %d spans%n",
                kept,
                turns,
                spans,
                (long) turns * SPANS_OF_A_TURN);
    }

    private static void send(HttpClient client, URI traces, List<byte[]> bodies, int senders) throws Exception {
        try (var threads = Executors.newFixedThreadPool(senders)) {
            var sent = new ArrayList<Callable<Boolean>>();
            for (byte[] body : bodies) {
                sent.add(() -> send(client, traces, body));
            }
            for (var each : threads.invokeAll(sent)) {
                each.get();
            }
        }
    }

    private static boolean send(HttpClient client, URI traces, byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(traces)
                .header("Content-Type", "application/x-protobuf")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        while (true) {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                return true;
            }
            if (response.statusCode() != 429 && response.statusCode() != 503) {
                throw new IOException(response.statusCode() + ": " + response.body());
            }
            Thread.sleep(100);
        }
    }

    private static List<byte[]> bodies(int round, int turns) {
        var bodies = new ArrayList<byte[]>();
        for (int first = 0; first < turns; first += TURNS_OF_AN_EXPORT) {
            var scope = ScopeSpans.newBuilder();
            for (int turn = first; turn < Math.min(turns, first + TURNS_OF_AN_EXPORT); turn++) {
                addTurn(scope, "chat-" + round + "-" + turn / TURNS_OF_A_SESSION, turn % TURNS_OF_A_SESSION + 1, turn);
            }
            bodies.add(ExportTraceServiceRequest.newBuilder()
                    .addResourceSpans(ResourceSpans.newBuilder()
                            .setResource(Resource.newBuilder().addAttributes(text("service.name", "order-desk")))
                            .addScopeSpans(scope))
                    .build()
                    .toByteArray());
        }
        return bodies;
    }

    private static void addTurn(ScopeSpans.Builder scope, String session, int number, long place) {
        String trace = TraceId.of(SessionId.of(session), number).value();
        long start = START + place * SECOND;
        String question = messages("user", QUESTION + number);
        String answer = messages("assistant", ANSWER + number);
        scope.addSpans(span(trace, 1, 0, "invoke_agent order-desk", start)
                .addAttributes(text("gen_ai.operation.name", "invoke_agent"))
                .addAttributes(text("gen_ai.conversation.id", session))
                .addAttributes(text("gen_ai.input.messages", question))
                .addAttributes(text("gen_ai.output.messages", answer)));
        for (int model = 2; model <= 3; model++) {
            scope.addSpans(span(trace, model, 1, "chat gpt-4o-mini", start + model)
                    .addAttributes(text("gen_ai.operation.name", "chat"))
                    .addAttributes(text("gen_ai.request.model", "gpt-4o-mini"))
                    .addAttributes(text("gen_ai.input.messages", question))
                    .addAttributes(text("gen_ai.output.messages", answer))
                    .addAttributes(number("gen_ai.usage.input_tokens", 120))
                    .addAttributes(number("gen_ai.usage.output_tokens", 30)));
        }
        scope.addSpans(span(trace, 4, 1, "execute_tool look_up", start + 4)
                .addAttributes(text("gen_ai.operation.name", "execute_tool"))
                .addAttributes(text("gen_ai.tool.name", "look_up"))
                .addAttributes(text("gen_ai.tool.call.arguments", "{\"order\":17}"))
                .addAttributes(text("gen_ai.tool.call.result", "{\"state\":\"shipped\"}")));
        scope.addSpans(span(trace, 5, 4, "GET /orders/17", start + 5)
                .addAttributes(text("http.request.method", "GET"))
                .addAttributes(number("http.response.status_code", 200)));
    }

    private static Span.Builder span(String trace, int id, int parent, String name, long start) {
        var span = Span.newBuilder()
                .setTraceId(ByteString.copyFrom(HexFormat.of().parseHex(trace)))
                .setSpanId(id(id))
                .setName(name)
                .setStartTimeUnixNano(start)
                .setEndTimeUnixNano(start + SECOND / 10);
        return parent == 0 ? span : span.setParentSpanId(id(parent));
    }

    private static ByteString id(int number) {
        return ByteString.copyFrom(new byte[] {0, 0, 0, 0, 0, 0, 0, (byte) number});
    }

    private static String messages(String role, String text) {
        return "[{\"role\":\"" + role + "\",\"parts\":[{\"type\":\"text\",\"content\":\"" + text + "\"}]}]";
    }

    private static KeyValue text(String name, String value) {
        return KeyValue.newBuilder()
                .setKey(name)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    private static KeyValue number(String name, long value) {
        return KeyValue.newBuilder()
                .setKey(name)
                .setValue(AnyValue.newBuilder().setIntValue(value))
                .build();
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
