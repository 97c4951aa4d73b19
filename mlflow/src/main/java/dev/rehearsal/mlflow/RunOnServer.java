package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rehearsal.conversation.Excerpt;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A run at the server: found by our id in its tags, so that it is there once. */
final class RunOnServer {
    private static final String RUN = "rehearsal.run";
    private static final String API = "/api/2.0/mlflow/runs/";
    private static final int MOST_AT_ONCE = 100;
    private static final int MOST_PARAMETER = 6000;

    private final Rest rest;
    private final String experimentId;
    private final RunRecord run;

    RunOnServer(Rest rest, String experimentId, RunRecord run) {
        this.rest = rest;
        this.experimentId = experimentId;
        this.run = run;
    }

    /** Its id there; it is made if it is not there. */
    String id() {
        return find().orElseGet(this::create);
    }

    private Optional<String> find() {
        ObjectNode search = Rest.object();
        search.putArray("experiment_ids").add(experimentId);
        search.put("filter", "tags.`" + RUN + "` = '" + run.runId().value().replace("'", "") + "'");
        search.put("max_results", 1);
        JsonNode found = rest.post(API + "search", search).path("runs").path(0).path("info");
        return Optional.of(found.path("run_id").asText()).filter(id -> !id.isEmpty());
    }

    private String create() {
        ObjectNode body = Rest.object();
        body.put("experiment_id", experimentId);
        body.put("start_time", run.startedAt().toEpochMilli());
        body.put("run_name", run.runId().value());
        ArrayNode tags = body.putArray("tags");
        tag(tags, "mlflow.runType", "genai_evaluate");
        tag(tags, "mlflow.source.name", "rehearse");
        tag(tags, "mlflow.source.type", "LOCAL");
        tag(tags, RUN, run.runId().value());
        tag(tags, "rehearsal.kind", run.kind());
        tag(tags, "rehearsal.agent_version", run.agentVersion());
        return rest.post(API + "create", body)
                .path("run")
                .path("info")
                .path("run_id")
                .asText();
    }

    /** Says what it was made with. */
    void begin(String id) {
        logInBatches(id, "params", parameters());
    }

    private static void tag(ArrayNode tags, String name, String value) {
        if (!value.isEmpty()) {
            tags.addObject().put("key", name).put("value", Wellformed.of(value));
        }
    }

    private List<ObjectNode> parameters() {
        var values = new TreeMap<String, String>();
        flatten("", run.configuration().asMap(), values);
        values.put("seed", Long.toString(run.seed()));
        var parameters = new ArrayList<ObjectNode>();
        values.forEach((name, value) -> parameters.add(
                Rest.object().put("key", key(name)).put("value", Excerpt.of(Wellformed.of(value), MOST_PARAMETER))));
        return parameters;
    }

    private static void flatten(String prefix, Map<?, ?> values, Map<String, String> flat) {
        values.forEach((name, value) -> {
            String path = prefix + name;
            switch (value) {
                case null -> {}
                case Map<?, ?> inner -> flatten(path + ".", inner, flat);
                case String text -> flat.put(path, text);
                default -> flat.put(path, ChatText.write(value));
            }
        });
    }

    /** What MLflow takes as the name of a parameter or metric. */
    private static String key(String name) {
        String key = name.replaceAll("[^\\p{Alnum}_./: -]", "_");
        return key.length() <= 250 ? key : key.substring(0, 250);
    }

    /** Says that those traces are of it. */
    void link(String id, List<String> traces) {
        for (int from = 0; from < traces.size(); from += MOST_AT_ONCE) {
            ObjectNode body = Rest.object().put("run_id", id);
            ArrayNode ids = body.putArray("trace_ids");
            traces.subList(from, Math.min(traces.size(), from + MOST_AT_ONCE)).forEach(ids::add);
            rest.post("/api/2.0/mlflow/traces/link-to-run", body);
        }
    }

    boolean hasEnded() {
        return run.endedAt() != null;
    }

    /** Its test cases, its metrics and how it ended; nothing while it goes on, as cases are added then. */
    void finish(String id, ObjectNode dataset) {
        Instant endedAt = run.endedAt();
        if (endedAt == null) {
            return;
        }
        ObjectNode inputs = Rest.object().put("run_id", id);
        inputs.putArray("datasets").addObject().set("dataset", dataset);
        rest.post(API + "log-inputs", inputs);
        logInBatches(id, "metrics", metrics(endedAt));
        ObjectNode body = Rest.object();
        body.put("run_id", id);
        body.put("status", status(run.status()));
        body.put("end_time", endedAt.toEpochMilli());
        rest.post(API + "update", body);
    }

    private static String status(RunStatus status) {
        return switch (status) {
            case RUNNING -> "RUNNING";
            case FINISHED -> "FINISHED";
            case INTERRUPTED -> "KILLED";
            case FAILED -> "FAILED";
        };
    }

    private List<ObjectNode> metrics(Instant at) {
        var values = new TreeMap<String, Double>();
        for (Metric metric : run.metrics()) {
            Double value = metric.value();
            if (value != null) {
                values.put(metric.name(), value);
            }
            if (metric.interval() != null) {
                values.put(metric.name() + "/low", metric.interval().low());
                values.put(metric.name() + "/high", metric.interval().high());
            }
            values.put(metric.name() + "/scored", (double) metric.scored());
            values.put(metric.name() + "/failed", (double) metric.failed());
        }
        long sessions = 0;
        for (var count : run.counts().entrySet()) {
            values.put("sessions/" + count.getKey(), (double) count.getValue());
            sessions += count.getValue();
        }
        values.put("sessions", (double) sessions);
        var metrics = new ArrayList<ObjectNode>();
        values.forEach((name, value) -> metrics.add(Rest.object()
                .put("key", key(name))
                .put("value", value)
                .put("timestamp", at.toEpochMilli())
                .put("step", 0)));
        return metrics;
    }

    private void logInBatches(String id, String what, List<ObjectNode> values) {
        for (int from = 0; from < values.size(); from += MOST_AT_ONCE) {
            ObjectNode body = Rest.object().put("run_id", id);
            ArrayNode batch = body.putArray(what);
            values.subList(from, Math.min(values.size(), from + MOST_AT_ONCE)).forEach(batch::add);
            rest.post(API + "log-batch", body);
        }
    }
}
