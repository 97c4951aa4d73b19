package dev.rehearsal.mlflow;

import com.google.protobuf.ByteString;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns as spans in OTLP: the turn itself, its tool calls, and the steps that the agent told of. */
final class SpanBody {
    private static final Map<String, String> TYPES =
            Map.of("tool", "TOOL", "llm", "CHAT_MODEL", "retriever", "RETRIEVER", "agent", "AGENT");
    private static final String OTHER = "CHAIN";
    private static final String TYPE = "mlflow.spanType";
    private static final String INPUTS = "mlflow.spanInputs";
    private static final String OUTPUTS = "mlflow.spanOutputs";

    private SpanBody() {}

    static byte[] of(List<PublishedTurn> turns) {
        var scope = ScopeSpans.newBuilder()
                .setScope(InstrumentationScope.newBuilder().setName("rehearsal"));
        turns.forEach(turn -> addSpans(scope, turn));
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(text("service.name", "rehearsal")))
                        .addScopeSpans(scope))
                .build()
                .toByteArray();
    }

    private static void addSpans(ScopeSpans.Builder scope, PublishedTurn turn) {
        scope.addSpans(root(turn));
        Turn inner = turn.turn();
        if (inner == null) {
            return;
        }
        // in milliseconds, as the turn's own beginning is
        Duration shift = Duration.between(inner.startedAt(), turn.startedAt());
        List<ToolCall> calls = new ArrayList<>(turn.answer().toolCalls());
        for (Span span : inner.spans()) {
            ToolCall call = span.kind().equals("tool") ? take(calls, span.name()) : null;
            scope.addSpans(step(turn, span, call, shift));
        }
        for (int i = 0; i < calls.size(); i++) {
            scope.addSpans(tool(turn, calls.get(i), i));
        }
    }

    private static io.opentelemetry.proto.trace.v1.Span.Builder span(
            PublishedTurn turn, String id, String name, Instant start, Duration duration) {
        return io.opentelemetry.proto.trace.v1.Span.newBuilder()
                .setTraceId(bytes(turn.trace().value()))
                .setSpanId(bytes(id))
                .setName(name)
                .setKind(io.opentelemetry.proto.trace.v1.Span.SpanKind.SPAN_KIND_INTERNAL)
                .setStartTimeUnixNano(nanos(start))
                .setEndTimeUnixNano(nanos(start.plus(duration)));
    }

    private static io.opentelemetry.proto.trace.v1.Span root(PublishedTurn turn) {
        var span = span(turn, turn.root(), TraceBody.NAME, turn.startedAt(), turn.latency())
                .addAttributes(text(TYPE, "AGENT"))
                .addAttributes(text(INPUTS, ChatText.inputs(turn)));
        if (!turn.answer().messages().isEmpty()) {
            span.addAttributes(text(OUTPUTS, ChatText.outputs(turn.answer())));
        }
        String usage = TraceBody.usage(turn.answer().usage());
        if (!usage.isEmpty()) {
            span.addAttributes(text("mlflow.chat.tokenUsage", usage));
        }
        // an answer of the server has at most 250 characters of metadata, but attributes whole
        TraceBody.told(turn).forEach((name, value) -> span.addAttributes(text(name, value)));
        status(span, turn.failure().orElse(null), turn.startedAt().plus(turn.latency()));
        return span.build();
    }

    private static io.opentelemetry.proto.trace.v1.Span step(
            PublishedTurn turn, Span step, @Nullable ToolCall call, Duration shift) {
        Instant start = step.startedAt().plus(shift);
        var span = span(turn, step.id(), step.name(), start, step.duration())
                .setParentSpanId(bytes(step.parentId() == null ? turn.root() : step.parentId()))
                .addAttributes(text(TYPE, TYPES.getOrDefault(step.kind(), OTHER)));
        step.attributes().asMap().forEach((name, value) -> {
            if (value != null && !name.equals(TYPE)) {
                span.addAttributes(KeyValue.newBuilder().setKey(name).setValue(value(value)));
            }
        });
        if (call != null) {
            callAttributes(span, call, step.attributes().names());
        }
        status(span, step.failure(), start.plus(step.duration()));
        return span.build();
    }

    /** A tool call that is known from the answer only: nobody says when it was made. */
    private static io.opentelemetry.proto.trace.v1.Span tool(PublishedTurn turn, ToolCall call, int place) {
        Instant start = turn.startedAt().plusNanos(place);
        var span = span(turn, TurnIds.step(turn.trace(), place), call.name(), start, Duration.ZERO)
                .setParentSpanId(bytes(turn.root()))
                .addAttributes(text(TYPE, "TOOL"));
        callAttributes(span, call, Set.of());
        status(span, call.failed() ? String.valueOf(call.result()) : null, start);
        return span.build();
    }

    private static void callAttributes(
            io.opentelemetry.proto.trace.v1.Span.Builder span, ToolCall call, Set<String> known) {
        if (!known.contains(INPUTS)) {
            span.addAttributes(text(INPUTS, ChatText.json(call.arguments())));
        }
        String result = call.result();
        if (result != null && !call.failed() && !known.contains(OUTPUTS)) {
            span.addAttributes(text(OUTPUTS, ChatText.json(result)));
        }
    }

    private static @Nullable ToolCall take(List<ToolCall> calls, String name) {
        for (ToolCall call : calls) {
            if (call.name().equals(name)) {
                calls.remove(call);
                return call;
            }
        }
        return null;
    }

    private static void status(
            io.opentelemetry.proto.trace.v1.Span.Builder span, @Nullable String failure, Instant at) {
        if (failure == null) {
            span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_OK));
            return;
        }
        span.setStatus(
                Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage(failure));
        span.addEvents(io.opentelemetry.proto.trace.v1.Span.Event.newBuilder()
                .setName("exception")
                .setTimeUnixNano(nanos(at))
                .addAttributes(text("exception.type", "Error"))
                .addAttributes(text("exception.message", failure)));
    }

    private static KeyValue text(String name, String value) {
        return KeyValue.newBuilder()
                .setKey(name)
                .setValue(AnyValue.newBuilder().setStringValue(Wellformed.of(value)))
                .build();
    }

    private static AnyValue value(Object value) {
        return switch (value) {
            case String text ->
                AnyValue.newBuilder().setStringValue(Wellformed.of(text)).build();
            case Boolean flag -> AnyValue.newBuilder().setBoolValue(flag).build();
            case Integer number -> AnyValue.newBuilder().setIntValue(number).build();
            case Long number -> AnyValue.newBuilder().setIntValue(number).build();
            case Number number ->
                AnyValue.newBuilder().setDoubleValue(number.doubleValue()).build();
            default ->
                AnyValue.newBuilder()
                        .setStringValue(Wellformed.of(ChatText.write(value)))
                        .build();
        };
    }

    private static ByteString bytes(String hex) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hex.toLowerCase(Locale.ROOT)));
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }
}
