package dev.rehearsal.server.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.rehearsal.formats.masking.Masking;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.Store;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever comes in is taken or refused; nothing else happens. */
class WireFuzzTest {
    private static final int ROUNDS = 3_000;

    private static List<byte[]> examples() throws IOException {
        var examples = new ArrayList<byte[]>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/dev/rehearsal/server/otlp"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                examples.add(Files.readAllBytes(file));
            }
        }
        assertThat(examples).isNotEmpty();
        return examples;
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        byte[] copy = bytes.clone();
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(copy.length);
            switch (random.nextInt(4)) {
                case 0 -> copy[at] = (byte) random.nextInt(256);
                case 1 -> copy[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> copy = java.util.Arrays.copyOf(copy, Math.max(1, at));
                default -> {
                    int from = random.nextInt(copy.length);
                    int length = Math.min(random.nextInt(64), copy.length - Math.max(from, at));
                    System.arraycopy(copy.clone(), from, copy, at, Math.max(0, length));
                }
            }
        }
        return copy;
    }

    private static void takenOrRefused(Wire wire, byte[] body) {
        try (Store store = Store.inMemory()) {
            Export export = Export.of(wire.read(body), null, Masking.NONE);
            store.write(new Change.Together(new TraceChanges(store).of(export.spans(), Instant.EPOCH)));
        } catch (Refusal refusal) {
            assertThat(refusal.status()).isEqualTo(400);
        }
    }

    @Test
    void changedProtobufIsTakenOrRefused() throws Exception {
        var random = new Random(20260301);
        List<byte[]> examples = new ArrayList<>();
        for (byte[] json : examples()) {
            examples.add(Wire.JSON.read(json).toByteArray());
        }
        for (int i = 0; i < ROUNDS; i++) {
            takenOrRefused(Wire.PROTOBUF, mutated(examples.get(random.nextInt(examples.size())), random));
        }
    }

    @Test
    void changedJsonIsTakenOrRefused() throws Exception {
        var random = new Random(20260302);
        List<byte[]> examples = examples();
        for (int i = 0; i < ROUNDS; i++) {
            takenOrRefused(Wire.JSON, mutated(examples.get(random.nextInt(examples.size())), random));
        }
    }

    @Test
    void bothFormsSayTheSame() throws Exception {
        for (byte[] json : examples()) {
            ExportTraceServiceRequest request = Wire.JSON.read(json);

            assertThat(Wire.PROTOBUF.read(request.toByteArray())).isEqualTo(request);
        }
    }

    @Test
    void deepJsonIsRefused() {
        String deep = "{\"resourceSpans\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";

        assertThatThrownBy(() -> Wire.JSON.read(deep.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void spansWithoutProperIdsAreRejectedAndTheOthersTaken() {
        Span good = Span.newBuilder()
                .setTraceId(ByteString.copyFrom(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}))
                .setSpanId(ByteString.copyFrom(new byte[] {1, 0, 0, 0, 0, 0, 0, 0}))
                .setStartTimeUnixNano(1)
                .build();
        var request = ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .addScopeSpans(ScopeSpans.newBuilder()
                                .addSpans(good)
                                .addSpans(Span.newBuilder(good).setTraceId(ByteString.copyFrom(new byte[16])))
                                .addSpans(Span.newBuilder(good).setSpanId(ByteString.copyFrom(new byte[7])))
                                .addSpans(Span.newBuilder(good).setStartTimeUnixNano(0))))
                .build();

        Export export = Export.of(request, null, Masking.NONE);

        assertThat(export.spans()).hasSize(1);
        assertThat(export.rejected()).isEqualTo(3);
        assertThat(export.why()).isEqualTo("a trace id has zeros only");
    }
}
