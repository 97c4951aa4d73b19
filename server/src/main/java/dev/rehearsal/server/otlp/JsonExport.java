package dev.rehearsal.server.otlp;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * Reads an export from OTLP's JSON: protobuf's JSON mapping, but with ids in hexadecimal digits. Names that are not known are passed over.
 */
final class JsonExport {
    private static final int DEEPEST = 64;
    private static final ObjectMapper MAPPER = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .build();

    private JsonExport() {}

    static ExportTraceServiceRequest read(byte[] json) throws Refusal {
        JsonNode root;
        try {
            root = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw Refusal.unreadable("the body is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw Refusal.unreadable("the body cannot be read");
        }
        if (root == null || !root.isObject()) {
            throw Refusal.unreadable("the body is no JSON object; expected one with 'resourceSpans'");
        }
        var export = ExportTraceServiceRequest.newBuilder();
        for (JsonNode each : list(root, "resourceSpans")) {
            export.addResourceSpans(resourceSpans(each));
        }
        return export.build();
    }

    private static ResourceSpans resourceSpans(JsonNode node) throws Refusal {
        var resource = Resource.newBuilder();
        for (JsonNode each : list(object(node, "resource"), "attributes")) {
            resource.addAttributes(keyValue(each));
        }
        var spans = ResourceSpans.newBuilder().setResource(resource);
        for (JsonNode each : list(node, "scopeSpans")) {
            var scope = InstrumentationScope.newBuilder().setName(text(object(each, "scope"), "name"));
            var scopeSpans = ScopeSpans.newBuilder().setScope(scope);
            for (JsonNode span : list(each, "spans")) {
                scopeSpans.addSpans(span(span));
            }
            spans.addScopeSpans(scopeSpans);
        }
        return spans.build();
    }

    private static Span span(JsonNode node) throws Refusal {
        var span = Span.newBuilder()
                .setTraceId(id(node, "traceId"))
                .setSpanId(id(node, "spanId"))
                .setParentSpanId(id(node, "parentSpanId"))
                .setName(text(node, "name"))
                .setStartTimeUnixNano(number(node, "startTimeUnixNano"))
                .setEndTimeUnixNano(number(node, "endTimeUnixNano"));
        for (JsonNode each : list(node, "attributes")) {
            span.addAttributes(keyValue(each));
        }
        for (JsonNode each : list(node, "events")) {
            var event =
                    Span.Event.newBuilder().setName(text(each, "name")).setTimeUnixNano(number(each, "timeUnixNano"));
            for (JsonNode attribute : list(each, "attributes")) {
                event.addAttributes(keyValue(attribute));
            }
            span.addEvents(event);
        }
        JsonNode status = object(node, "status");
        span.setStatus(
                Status.newBuilder().setMessage(text(status, "message")).setCodeValue(statusCode(status.path("code"))));
        return span.build();
    }

    private static int statusCode(JsonNode code) {
        return code.isTextual()
                ? code.textValue().toUpperCase(Locale.ROOT).endsWith("ERROR")
                        ? Status.StatusCode.STATUS_CODE_ERROR_VALUE
                        : 0
                : code.asInt();
    }

    private static KeyValue keyValue(JsonNode node) throws Refusal {
        return KeyValue.newBuilder()
                .setKey(text(node, "key"))
                .setValue(value(object(node, "value")))
                .build();
    }

    private static AnyValue value(JsonNode node) throws Refusal {
        var value = AnyValue.newBuilder();
        Iterator<String> names = node.fieldNames();
        if (!names.hasNext()) {
            return value.build();
        }
        String name = names.next();
        JsonNode held = node.get(name);
        switch (name) {
            case "stringValue" -> value.setStringValue(text(node, name));
            case "boolValue" -> value.setBoolValue(held.asBoolean());
            case "intValue" -> value.setIntValue(number(node, name));
            case "doubleValue" -> value.setDoubleValue(held.isNumber() ? held.doubleValue() : decimal(held.asText()));
            case "bytesValue" -> value.setBytesValue(ByteString.copyFrom(bytes(text(node, name))));
            case "arrayValue" -> {
                var array = ArrayValue.newBuilder();
                for (JsonNode each : list(held, "values")) {
                    array.addValues(value(each));
                }
                value.setArrayValue(array);
            }
            case "kvlistValue" -> {
                var map = KeyValueList.newBuilder();
                for (JsonNode each : list(held, "values")) {
                    map.addValues(keyValue(each));
                }
                value.setKvlistValue(map);
            }
            default -> {}
        }
        return value.build();
    }

    private static double decimal(String text) throws Refusal {
        try {
            return switch (text) {
                case "Infinity" -> Double.POSITIVE_INFINITY;
                case "-Infinity" -> Double.NEGATIVE_INFINITY;
                default -> Double.parseDouble(text);
            };
        } catch (NumberFormatException e) {
            throw Refusal.unreadable("'doubleValue' is no number: " + shortened(text));
        }
    }

    private static byte[] bytes(String base64) throws Refusal {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Refusal.unreadable("'bytesValue' is no base64: " + shortened(base64));
        }
    }

    private static ByteString id(JsonNode node, String name) throws Refusal {
        String hex = text(node, name);
        try {
            return ByteString.copyFrom(HexFormat.of().parseHex(hex));
        } catch (IllegalArgumentException e) {
            throw Refusal.unreadable("'" + name + "' is not in hexadecimal digits: " + shortened(hex));
        }
    }

    /** 64 bits stand as text in protobuf's JSON; numbers are taken too. */
    private static long number(JsonNode node, String name) throws Refusal {
        JsonNode held = node.path(name);
        if (held.isMissingNode() || held.isNull()) {
            return 0;
        }
        if (held.isNumber()) {
            return held.asLong();
        }
        try {
            return held.isTextual() && !name.equals("intValue")
                    ? Long.parseUnsignedLong(held.textValue())
                    : Long.parseLong(held.asText());
        } catch (NumberFormatException e) {
            throw Refusal.unreadable("'" + name + "' is no whole number: " + shortened(held.toString()));
        }
    }

    private static String text(JsonNode node, String name) throws Refusal {
        JsonNode held = node.path(name);
        if (held.isMissingNode() || held.isNull()) {
            return "";
        }
        if (!held.isTextual()) {
            throw Refusal.unreadable("'" + name + "' is no text: " + shortened(held.toString()));
        }
        return held.textValue();
    }

    private static JsonNode object(JsonNode node, String name) throws Refusal {
        JsonNode held = node.path(name);
        if (!held.isMissingNode() && !held.isNull() && !held.isObject()) {
            throw Refusal.unreadable("'" + name + "' is no object: " + shortened(held.toString()));
        }
        return held;
    }

    private static Iterable<JsonNode> list(JsonNode node, String name) throws Refusal {
        JsonNode held = node.path(name);
        if (held.isMissingNode() || held.isNull()) {
            return List.of();
        }
        if (!held.isArray()) {
            throw Refusal.unreadable("'" + name + "' is no list: " + shortened(held.toString()));
        }
        for (JsonNode each : held) {
            if (!each.isObject()) {
                throw Refusal.unreadable(
                        "'" + name + "' has something that is no object: " + shortened(each.toString()));
            }
        }
        return held;
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
