package dev.rehearsal.server.otlp;

import com.google.protobuf.ByteString;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Excerpt;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.formats.masking.Masking;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span that came in.
 *
 * @param span as it is kept: what it says stands under the names of {@link SpanFacts}
 * @param experiment where its session is kept, if it is a new one
 * @param origin what is known of the program that it is from
 */
record ReceivedSpan(TraceId traceId, Span span, String experiment, Attributes origin) {
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;
    private static final long NANOS = 1_000_000_000L;
    private static final int LONGEST_TEXT = 100_000;

    /**
     * Reads what it says.
     *
     * @param masking what is not kept of texts
     * @throws Refusal if it has no proper ids or time; the message says which
     */
    static ReceivedSpan of(
            io.opentelemetry.proto.trace.v1.Span wire, String experiment, Attributes origin, Masking masking)
            throws Refusal {
        String traceId = id(wire.getTraceId(), TRACE_BYTES, "trace");
        String spanId = id(wire.getSpanId(), SPAN_BYTES, "span");
        String parent = wire.getParentSpanId().isEmpty() || isZero(wire.getParentSpanId())
                ? null
                : id(wire.getParentSpanId(), SPAN_BYTES, "parent span");
        long start = wire.getStartTimeUnixNano();
        long end = wire.getEndTimeUnixNano();
        if (start <= 0) {
            throw Refusal.unreadable("a span has no start time");
        }
        List<SpanFacts.SpanEvent> events = wire.getEventsList().stream()
                .map(event -> new SpanFacts.SpanEvent(event.getName(), AnyValues.map(event.getAttributesList())))
                .toList();
        var facts = new SpanFacts(AnyValues.map(wire.getAttributesList()), events);
        Convention.ALL.forEach(convention -> convention.read(facts));
        String failure = failure(wire, facts);
        Attributes attributes = kept(facts, masking);
        if (facts.kind().equals("tool")) {
            attributes = withToolName(attributes, masking.mask(wire.getName()));
        }
        return new ReceivedSpan(
                new TraceId(traceId),
                new Span(
                        spanId,
                        parent,
                        masking.mask(wire.getName()),
                        facts.kind().isEmpty() ? "other" : facts.kind(),
                        Instant.ofEpochSecond(start / NANOS, start % NANOS),
                        Duration.ofNanos(Math.max(0, end < 0 ? 0 : end - start)),
                        attributes,
                        failure == null ? null : Excerpt.of(masking.mask(failure), LONGEST_TEXT)),
                experiment,
                origin);
    }

    private static Attributes kept(SpanFacts facts, Masking masking) {
        Attributes all = masking.mask(facts.toAttributes());
        // sessions are told apart though their ids are masked
        return facts.session()
                .map(id -> all.with(
                        SpanFacts.SESSION, masking.mask(Sessions.id(id)).value()))
                .orElse(all);
    }

    private static Attributes withToolName(Attributes attributes, String name) {
        var tool = new LinkedHashMap<String, @Nullable Object>();
        tool.put("name", name);
        if (attributes.get(SpanFacts.TOOL).orElse(null) instanceof Map<?, ?> there) {
            there.forEach((key, value) -> tool.put(String.valueOf(key), value));
        }
        return attributes.with(SpanFacts.TOOL, tool);
    }

    private static @Nullable String failure(io.opentelemetry.proto.trace.v1.Span wire, SpanFacts facts) {
        if (wire.getStatus().getCode() != Status.StatusCode.STATUS_CODE_ERROR) {
            return null;
        }
        String message = wire.getStatus().getMessage();
        if (message.isBlank()) {
            message = facts.events().stream()
                    .map(event -> event.attributes().get("exception.message"))
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .filter(text -> !text.isBlank())
                    .findFirst()
                    .orElse("");
        }
        String type = facts.text("error.type", "exception.type");
        return message.isBlank() ? type == null ? "failed" : type : message;
    }

    private static String id(ByteString bytes, int length, String what) throws Refusal {
        if (bytes.size() != length || isZero(bytes)) {
            throw Refusal.unreadable("a " + what + " id has "
                    + (bytes.size() == length ? "zeros only" : bytes.size() + " bytes, not " + length));
        }
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private static boolean isZero(ByteString bytes) {
        for (int i = 0; i < bytes.size(); i++) {
            if (bytes.byteAt(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
