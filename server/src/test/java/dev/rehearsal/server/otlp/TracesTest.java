package dev.rehearsal.server.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import dev.rehearsal.formats.masking.Masking;
import dev.rehearsal.server.otlp.TracesTest.Sender.Answer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** The endpoint, as a sender sees it. */
class TracesTest {
    private static final String JSON = "application/json";
    private static final String PROTOBUF = "application/x-protobuf";

    /** Sends bodies. */
    record Sender(URI traces) {
        record Answer(int status, String contentType, String retryAfter, byte[] body) {
            String text() {
                return new String(body, StandardCharsets.UTF_8);
            }
        }

        Answer send(byte[] body, String contentType, String... headers) throws Exception {
            try (HttpClient client = HttpClient.newHttpClient()) {
                var request = HttpRequest.newBuilder(traces)
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
                if (headers.length > 0) {
                    request.headers(headers);
                }
                HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                return new Answer(
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse(""),
                        response.headers().firstValue("Retry-After").orElse(""),
                        response.body());
            }
        }
    }

    private static byte[] example(String name) throws Exception {
        return Files.readAllBytes(Path.of("src/test/resources/dev/rehearsal/server/otlp", name + ".json"));
    }

    private static byte[] packed(byte[] bytes) throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static OtlpLimits limits(int largestBody, int spansPerSecond) {
        return new OtlpLimits(largestBody, 20_000, spansPerSecond, Duration.ofMinutes(30));
    }

    @Test
    void takesBothFormsPackedAndNotAndAnswersInTheSame() throws Exception {
        byte[] json = example("several-turns");
        byte[] protobuf = Wire.JSON.read(json).toByteArray();
        try (RunningServer server = RunningServer.start()) {
            var sender = new Sender(server.traces());

            Answer first = sender.send(json, JSON + "; charset=utf-8", "Content-Encoding", "gzip")
                                    .status()
                            == 400
                    ? sender.send(packed(json), JSON, "Content-Encoding", "gzip")
                    : null;
            Answer second = sender.send(protobuf, PROTOBUF);
            Answer third = sender.send(packed(protobuf), PROTOBUF, "Content-Encoding", "gzip");

            assertThat(first).isNotNull();
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.contentType()).startsWith(JSON);
            assertThat(first.text()).isEqualTo("{}");
            for (Answer answer : List.of(second, third)) {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.contentType()).isEqualTo(PROTOBUF);
                assertThat(ExportTraceServiceResponse.parseFrom(answer.body()).hasPartialSuccess())
                        .isFalse();
            }
            assertThat(server.talk("chat-1"))
                    .as("three times the same")
                    .containsExactly("Hi -> Hello.", "Where is order 17? -> ", "Bye -> Goodbye.");
        }
    }

    @Test
    void namesTheExperimentByHeader() throws Exception {
        try (RunningServer server = RunningServer.start()) {
            new Sender(server.traces()).send(example("several-turns"), JSON, Traces.EXPERIMENT_HEADER, "canary");

            assertThat(server.session("chat-1").row().experiment()).isEqualTo("canary");
        }
    }

    @Test
    void saysWhatItDidNotTake() throws Exception {
        String json = new String(example("no-session"), StandardCharsets.UTF_8).replace("2".repeat(32), "0".repeat(32));
        try (RunningServer server = RunningServer.start()) {
            var sender = new Sender(server.traces());

            Answer answer = sender.send(json.getBytes(StandardCharsets.UTF_8), JSON);
            Answer inProtobuf = sender.send(
                    Wire.JSON.read(json.getBytes(StandardCharsets.UTF_8)).toByteArray(), PROTOBUF);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text())
                    .contains("\"rejectedSpans\":\"1\"")
                    .contains("\"errorMessage\":\"a trace id has zeros only\"");
            assertThat(ExportTraceServiceResponse.parseFrom(inProtobuf.body())
                            .getPartialSuccess()
                            .getRejectedSpans())
                    .isEqualTo(1);
            assertThat(server.session("trace-1").conversation().size()).isEqualTo(1);
        }
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        byte[] json = example("several-turns");
        try (RunningServer server = RunningServer.start()) {
            var sender = new Sender(server.traces());

            Answer text = sender.send(json, "text/plain");
            Answer broken = sender.send("{\"resourceSpans\":[".getBytes(StandardCharsets.UTF_8), JSON);
            Answer noProtobuf = sender.send(json, PROTOBUF);
            Answer zstd = sender.send(json, JSON, "Content-Encoding", "zstd");

            assertThat(text.status()).isEqualTo(415);
            assertThat(broken.status()).isEqualTo(400);
            assertThat(broken.text()).startsWith("{\"message\":\"the body is no JSON");
            assertThat(noProtobuf.status()).isEqualTo(400);
            assertThat(noProtobuf.contentType()).isEqualTo(PROTOBUF);
            assertThat(UnknownFieldSet.parseFrom(noProtobuf.body()).getField(2).getLengthDelimitedList())
                    .singleElement()
                    .satisfies(message ->
                            assertThat(message.toStringUtf8()).startsWith("the body is no ExportTraceServiceRequest"));
            assertThat(zstd.status()).isEqualTo(415);
            assertThat(List.of(text, broken, noProtobuf, zstd))
                    .extracting(Answer::retryAfter)
                    .containsOnly("");
        }
    }

    @Test
    void refusesWhatIsTooLargeWhenItIsUnpacked() throws Exception {
        byte[] bomb = packed(new byte[1_000_000]);
        try (RunningServer server = RunningServer.start(Masking.NONE, limits(100_000, 1_000))) {
            Answer answer = new Sender(server.traces()).send(bomb, PROTOBUF, "Content-Encoding", "gzip");

            assertThat(answer.status()).isEqualTo(413);
        }
    }

    @Test
    void asksToComeAgainWhereThereIsTooMuch() throws Exception {
        byte[] json = example("several-turns");
        try (RunningServer server = RunningServer.start(Masking.NONE, limits(100_000, 1))) {
            var sender = new Sender(server.traces());

            Answer first = sender.send(json, JSON);
            Answer second = sender.send(json, JSON);
            Answer third = sender.send(json, JSON);

            assertThat(List.of(first.status(), second.status(), third.status())).containsExactly(200, 200, 429);
            assertThat(Integer.parseInt(third.retryAfter())).isBetween(1, 10);
        }
    }

    @Test
    void masksBeforeAnythingIsKept() throws Exception {
        String json = new String(example("several-turns"), StandardCharsets.UTF_8)
                .replace("\"Hi\"", "\"I am ann@example.org, card 4111 1111 1111 1111\"")
                .replace(
                        "{\\\"order\\\":17}",
                        "{\\\"mail\\\":\\\"ann@example.org\\\",\\\"customer\\\":\\\"C-12345\\\"}");
        Masking masking = Masking.of(List.of("email", "card"), List.of("customer=C-[0-9]+"));
        try (RunningServer server = RunningServer.start(masking, OtlpLimits.DEFAULT)) {
            new Sender(server.traces()).send(json.getBytes(StandardCharsets.UTF_8), JSON);

            assertThat(server.talk("chat-1")).first().isEqualTo("I am [email], card [card] -> Hello.");
            assertThat(server.session("chat-1").toString())
                    .contains("{\"mail\":\"[email]\",\"customer\":\"[customer]\"}")
                    .doesNotContain("ann@example.org", "4111", "C-12345");
        }
    }
}
