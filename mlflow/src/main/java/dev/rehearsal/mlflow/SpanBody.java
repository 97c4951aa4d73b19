package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns as spans in OTLP's JSON: the turn itself, its tool calls, and the steps that the agent told of. */
final class SpanBody {
    private static final Map<String, String> TYPES =
            Map.of("tool", "TOOL", "llm", "CHAT_MODEL", "retriever", "RETRIEVER", "agent", "AGENT");
    private static final String OTHER = "CHAIN";
    private static final String TYPE = "mlflow.spanType";
    private static final String INPUTS = "mlflow.spanInputs";
    private static final String OUTPUTS = "mlflow.spanOutputs";
    private static final int OK = 1;
    static final int ERROR = 2;

    private SpanBody() {}

    static ObjectNode of(List<PublishedTurn> turns) {
        ObjectNode body = Rest.object();
        ObjectNode resource = body.putArray("resourceSpans").addObject();
        add(resource.putObject("resource"), "service.name", "rehearsal");
        ObjectNode scope = resource.putArray("scopeSpans").addObject();
        scope.putObject("scope").put("name", "rehearsal");
        ArrayNode spans = scope.putArray("spans");
        turns.forEach(turn -> addSpans(spans, turn));
        return body;
    }

    private static void addSpans(ArrayNode spans, PublishedTurn turn) {
        root(spans.addObject(), turn);
        Turn inner = turn.turn();
        if (inner == null) {
            return;
        }
        // in milliseconds, as the turn's own beginning is
        Duration shift = Duration.between(inner.startedAt(), turn.startedAt());
        List<ToolCall> calls = new ArrayList<>(turn.answer().toolCalls());
        for (Span step : inner.spans()) {
            ToolCall call = step.kind().equals("tool") ? take(calls, step.name()) : null;
            step(spans.addObject(), turn, step, call, shift);
        }
        for (int i = 0; i < calls.size(); i++) {
            tool(spans.addObject(), turn, calls.get(i), i);
        }
    }

    private static void begin(
            ObjectNode span, PublishedTurn turn, String id, String name, Instant start, Duration duration) {
        span.put("traceId", turn.trace().value());
        span.put("spanId", id);
        span.put("name", Wellformed.of(name));
        span.put("kind", 1);
        span.put("startTimeUnixNano", nanos(start));
        span.put("endTimeUnixNano", nanos(start.plus(duration)));
    }

    private static void root(ObjectNode span, PublishedTurn turn) {
        begin(span, turn, turn.root(), TraceBody.NAME, turn.startedAt(), turn.latency());
        add(span, TYPE, "AGENT");
        add(span, INPUTS, ChatText.inputs(turn));
        if (!turn.answer().messages().isEmpty()) {
            add(span, OUTPUTS, ChatText.outputs(turn.answer()));
        }
        String usage = TraceBody.usage(turn.answer().usage());
        if (!usage.isEmpty()) {
            add(span, "mlflow.chat.tokenUsage", usage);
        }
        // an answer of the server has at most 250 characters of metadata, but attributes whole
        TraceBody.told(turn).forEach((name, value) -> add(span, name, value));
        status(span, turn.failure().orElse(null), turn.startedAt().plus(turn.latency()));
    }

    private static void step(ObjectNode span, PublishedTurn turn, Span step, @Nullable ToolCall call, Duration shift) {
        Instant start = step.startedAt().plus(shift);
        begin(span, turn, id(turn, step.id()), step.name(), start, step.duration());
        span.put("parentSpanId", step.parentId() == null ? turn.root() : id(turn, step.parentId()));
        add(span, TYPE, TYPES.getOrDefault(step.kind(), OTHER));
        step.attributes().asMap().forEach((name, value) -> {
            if (value != null && !name.equals(TYPE)) {
                ((ArrayNode) span.withArray("attributes"))
                        .addObject()
                        .put("key", Wellformed.of(name))
                        .set("value", value(value));
            }
        });
        if (call != null) {
            addCall(span, call, step.attributes().names());
        }
        status(span, step.failure(), start.plus(step.duration()));
    }

    /** Steps that others measured may have any id. */
    private static String id(PublishedTurn turn, String id) {
        return id.matches("[0-9a-f]{16}") ? id : TurnIds.step(turn.trace(), id);
    }

    /** A tool call that is known from the answer only: nobody says when it was made. */
    private static void tool(ObjectNode span, PublishedTurn turn, ToolCall call, int place) {
        Instant start = turn.startedAt().plusNanos(place);
        begin(span, turn, TurnIds.step(turn.trace(), "call " + place), call.name(), start, Duration.ZERO);
        span.put("parentSpanId", turn.root());
        add(span, TYPE, "TOOL");
        addCall(span, call, Set.of());
        status(span, call.failed() ? String.valueOf(call.result()) : null, start);
    }

    private static void addCall(ObjectNode span, ToolCall call, Set<String> known) {
        if (!known.contains(INPUTS)) {
            add(span, INPUTS, ChatText.json(call.arguments()));
        }
        String result = call.result();
        if (result != null && !call.failed() && !known.contains(OUTPUTS)) {
            add(span, OUTPUTS, ChatText.json(result));
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

    private static void status(ObjectNode span, @Nullable String failure, Instant at) {
        ObjectNode status = span.putObject("status");
        if (failure == null) {
            status.put("code", OK);
            return;
        }
        status.put("code", ERROR).put("message", Wellformed.of(failure));
        ObjectNode event = span.putArray("events").addObject();
        event.put("name", "exception").put("timeUnixNano", nanos(at));
        add(event, "exception.type", "Error");
        add(event, "exception.message", failure);
    }

    private static void add(ObjectNode to, String name, String value) {
        ((ArrayNode) to.withArray("attributes"))
                .addObject()
                .put("key", name)
                .putObject("value")
                .put("stringValue", Wellformed.of(value));
    }

    private static ObjectNode value(Object value) {
        ObjectNode node = Rest.object();
        return switch (value) {
            case String text -> node.put("stringValue", Wellformed.of(text));
            case Boolean flag -> node.put("boolValue", flag);
            case Integer number -> node.put("intValue", number.toString());
            case Long number -> node.put("intValue", number.toString());
            case Number number -> node.put("doubleValue", number.doubleValue());
            default -> node.put("stringValue", Wellformed.of(ChatText.write(value)));
        };
    }

    private static String nanos(Instant time) {
        return Long.toString(Math.max(0, time.getEpochSecond()) * 1_000_000_000L + time.getNano());
    }
}
