package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a Databricks workspace does otherwise than a server of MLflow's: it takes no spans over OTLP for an experiment, but a file of them,
 * at a place of its cloud that it names; and experiments have paths. As MLflow's own client does it; never tried against a workspace.
 */
final class Workspace {
    private static final String FOLDER = "/Shared/";
    private static final String AZURE = "AZURE_SAS_URI";
    private static final Set<String> PLACES = Set.of("AWS_PRESIGNED_URL", "GCP_SIGNED_URL", AZURE);

    /** Attributes whose text is JSON already; all others become JSON. */
    private static final Set<String> JSON = Set.of("mlflow.spanInputs", "mlflow.spanOutputs", "mlflow.chat.tokenUsage");

    private final Rest rest;

    Workspace(Rest rest) {
        this.rest = rest;
    }

    static String experiment(String name) {
        return name.startsWith("/") ? name : FOLDER + name;
    }

    /** Keeps the spans of a trace that was described. */
    void keepSpans(PublishedTurn turn) {
        JsonNode place = rest.get("/api/2.0/mlflow/traces/" + turn.id() + "/credentials-for-data-upload", Map.of())
                .path("credential_info");
        String type = place.path("type").asText();
        if (!PLACES.contains(type)) {
            throw new MlflowException.Refused(
                    200, "", rest.server() + " keeps spans at a place of type '" + type + "', which is not spoken");
        }
        var headers = new LinkedHashMap<String, String>();
        place.path("headers")
                .forEach(each -> headers.put(
                        each.path("name").asText(), each.path("value").asText()));
        if (type.equals(AZURE)) {
            headers.putIfAbsent("x-ms-blob-type", "BlockBlob");
        }
        rest.store(URI.create(place.path("signed_uri").asText()), headers, file(turn));
    }

    static ObjectNode file(PublishedTurn turn) {
        ObjectNode file = Rest.object();
        ArrayNode spans = file.putArray("spans");
        SpanBody.of(List.of(turn))
                .path("resourceSpans")
                .path(0)
                .path("scopeSpans")
                .path(0)
                .path("spans")
                .forEach(span -> spans.add(span(turn, span)));
        return file;
    }

    private static ObjectNode span(PublishedTurn turn, JsonNode otlp) {
        ObjectNode span = Rest.object();
        span.put("trace_id", base64(otlp.path("traceId").asText()));
        span.put("span_id", base64(otlp.path("spanId").asText()));
        String parent = otlp.path("parentSpanId").asText();
        span.put("parent_span_id", parent.isEmpty() ? null : base64(parent));
        span.put("name", otlp.path("name").asText());
        span.put("start_time_unix_nano", otlp.path("startTimeUnixNano").asLong());
        span.put("end_time_unix_nano", otlp.path("endTimeUnixNano").asLong());
        ArrayNode events = span.putArray("events");
        for (JsonNode event : otlp.path("events")) {
            ObjectNode said = events.addObject().put("name", event.path("name").asText());
            said.put("time_unix_nano", event.path("timeUnixNano").asLong());
            ObjectNode attributes = said.putObject("attributes");
            for (JsonNode each : event.path("attributes")) {
                attributes.put(
                        each.path("key").asText(),
                        each.path("value").path("stringValue").asText());
            }
        }
        boolean failed = otlp.path("status").path("code").asInt() == SpanBody.ERROR;
        span.putObject("status")
                .put("code", failed ? "STATUS_CODE_ERROR" : "STATUS_CODE_OK")
                .put("message", otlp.path("status").path("message").asText(""));
        ObjectNode attributes = span.putObject("attributes");
        attributes.put("mlflow.traceRequestId", ChatText.write(turn.id()));
        for (JsonNode each : otlp.path("attributes")) {
            String name = each.path("key").asText();
            attributes.put(name, text(name, each.path("value")));
        }
        span.putArray("links");
        return span;
    }

    private static String text(String name, JsonNode value) {
        if (value.has("stringValue")) {
            String text = value.path("stringValue").asText();
            return JSON.contains(name) ? text : ChatText.write(text);
        }
        return value.elements().next().asText();
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }
}
