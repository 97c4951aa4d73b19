package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Span;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span as an MLflow server gives it: ids in base64, attributes as OTLP's typed values. */
record SpanTree(
        String id,
        @Nullable String parentId,
        String name,
        Instant startedAt,
        Duration duration,
        Map<String, JsonNode> attributes,
        @Nullable String failure) {
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

    static SpanTree read(JsonNode node) {
        var attributes = new LinkedHashMap<String, JsonNode>();
        node.path("attributes").forEach(each -> attributes.put(each.path("key").asText(), value(each.path("value"))));
        BigInteger start = nanos(node.path("start_time_unix_nano"));
        BigInteger end = nanos(node.path("end_time_unix_nano"));
        String parent = hex(node.path("parent_span_id").asText());
        return new SpanTree(
                hex(node.path("span_id").asText()),
                parent.isEmpty() ? null : parent,
                node.path("name").asText(),
                instant(start),
                Duration.between(instant(start), instant(end.max(start))),
                attributes,
                failure(node));
    }

    private static @Nullable String failure(JsonNode node) {
        JsonNode status = node.path("status");
        if (!status.path("code").asText().endsWith("ERROR")
                && status.path("code").asInt() != 2) {
            return null;
        }
        String message = status.path("message").asText();
        for (JsonNode event : node.path("events")) {
            for (JsonNode attribute : event.path("attributes")) {
                if (message.isBlank() && attribute.path("key").asText().equals("exception.message")) {
                    message = value(attribute.path("value")).asText();
                }
            }
        }
        return message.isBlank() ? "failed" : message;
    }

    private static BigInteger nanos(JsonNode node) {
        String text = node.asText("0");
        return text.matches("[0-9]{1,20}") ? new BigInteger(text) : BigInteger.ZERO;
    }

    private static Instant instant(BigInteger nanos) {
        BigInteger[] parts = nanos.divideAndRemainder(BILLION);
        return Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue());
    }

    private static String hex(String base64) {
        try {
            return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return base64.toLowerCase(Locale.ROOT);
        }
    }

    private static JsonNode value(JsonNode typed) {
        if (typed.has("kvlist_value")) {
            ObjectNode map = Rest.object();
            typed.path("kvlist_value")
                    .path("values")
                    .forEach(each -> map.set(each.path("key").asText(), value(each.path("value"))));
            return map;
        }
        if (typed.has("array_value")) {
            ArrayNode list = Rest.JSON.createArrayNode();
            typed.path("array_value").path("values").forEach(each -> list.add(value(each)));
            return list;
        }
        if (typed.has("int_value")) {
            return Rest.JSON.getNodeFactory().numberNode(typed.path("int_value").asLong());
        }
        for (String name : new String[] {"string_value", "bool_value", "double_value"}) {
            if (typed.has(name)) {
                return typed.path(name);
            }
        }
        return Rest.JSON.nullNode();
    }

    JsonNode attribute(String name) {
        return attributes.getOrDefault(name, Rest.JSON.missingNode());
    }

    String text(String name) {
        return attribute(name).asText();
    }

    boolean isTool() {
        return text("mlflow.spanType").equals("TOOL");
    }

    /** As a step of a turn. */
    Span step(@Nullable String root) {
        String kind = switch (text("mlflow.spanType")) {
            case "TOOL" -> "tool";
            case "LLM", "CHAT_MODEL" -> "llm";
            case "RETRIEVER" -> "retriever";
            case "AGENT" -> "agent";
            default -> "other";
        };
        var values = new LinkedHashMap<String, @Nullable Object>();
        attributes.forEach((key, value) -> values.put(key, Rest.JSON.convertValue(value, Object.class)));
        return new Span(
                id,
                parentId == null || parentId.equals(root) ? null : parentId,
                name,
                kind,
                startedAt,
                duration,
                Attributes.from(values),
                failure);
    }
}
