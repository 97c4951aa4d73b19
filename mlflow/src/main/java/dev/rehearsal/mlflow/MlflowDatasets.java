package dev.rehearsal.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetMerge;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.input.InvalidInputException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads and writes the evaluation datasets of an MLflow server. Records are merged there by their inputs, as here. */
public final class MlflowDatasets implements AutoCloseable {
    static final String API = "/api/3.0/mlflow/datasets/";
    private static final int RECORDS_AT_ONCE = 200;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Rest rest;

    /**
     * A dataset that was read.
     *
     * @param id its id at the server
     * @param warnings what was changed or left out so that the records are test cases
     */
    public record Pulled(String id, String name, List<DatasetRecord> records, List<String> warnings) {
        public Pulled {
            records = List.copyOf(records);
            warnings = List.copyOf(warnings);
        }
    }

    /** A dataset that was written: how many records are new there, and how many were merged. */
    public record Pushed(String id, long inserted, long updated) {}

    /** @throws InvalidInputException if it is a workspace of Databricks, whose datasets have another interface */
    public MlflowDatasets(MlflowServer server) {
        if (server.workspace()) {
            throw new InvalidInputException(
                    "databricks",
                    "keeps datasets behind an interface of its own, which is not spoken; export them to a file there");
        }
        this.rest = new Rest(server, Clock.systemUTC(), TIMEOUT);
    }

    /**
     * Reads a dataset.
     *
     * @param name its name, or its id where several have the name
     * @throws InvalidInputException if it is not there, or several have that name
     */
    public Pulled pull(String name) {
        JsonNode dataset = one(name);
        String id = dataset.path("dataset_id").asText();
        var records = new ArrayList<DatasetRecord>();
        var warnings = new ArrayList<String>();
        String page = "";
        do {
            JsonNode found = rest.get(API + id + "/records", page.isEmpty() ? Map.of() : Map.of("page_token", page));
            for (JsonNode record : list(found.path("records"))) {
                RecordReading.read(record, warnings).ifPresent(records::add);
            }
            page = found.path("next_page_token").asText("");
        } while (!page.isEmpty());
        return new Pulled(id, dataset.path("name").asText(name), records, warnings);
    }

    /**
     * Merges records into the dataset of that name; it is made, in that experiment, if it is not there.
     *
     * @throws InvalidInputException if several have that name
     */
    public Pushed push(String name, String experiment, Stream<DatasetRecord> records) {
        List<JsonNode> found = find(name);
        if (found.size() > 1) {
            throw several(name, found);
        }
        String id = found.isEmpty()
                ? create(name, experiment)
                : found.getFirst().path("dataset_id").asText();
        long inserted = 0;
        long updated = 0;
        ArrayNode batch = Rest.JSON.createArrayNode();
        for (var each = records.iterator(); each.hasNext(); ) {
            batch.add(RecordBody.of(each.next()));
            if (batch.size() == RECORDS_AT_ONCE || !each.hasNext()) {
                JsonNode merged = rest.post(API + id + "/records", Rest.object().put("records", ChatText.write(batch)));
                inserted += merged.path("inserted_count").asLong();
                updated += merged.path("updated_count").asLong();
                batch.removeAll();
            }
        }
        return new Pushed(id, inserted, updated);
    }

    /**
     * Merges a dataset of the store into the one of its name at the server, as the other {@code push} does. Runs of it that are published
     * to that server point to the one there from then on.
     */
    public Pushed push(Dataset here, String experiment) {
        try (Stream<DatasetRecord> records = here.records()) {
            Pushed pushed = push(here.name(), experiment, records);
            DatasetLink.keep(here, pushed.id(), rest.server());
            return pushed;
        }
    }

    /**
     * Merges what was read into a dataset of the store. Runs of it that are published to the server point to the one there from then on.
     */
    public DatasetMerge keep(Pulled pulled, Dataset here) {
        DatasetMerge merge = here.mergeRecords(pulled.records().stream(), "pulled from " + rest.server());
        DatasetLink.keep(here, pulled.id(), rest.server());
        return merge;
    }

    private String create(String name, String experiment) {
        ObjectNode body = Rest.object().put("name", name);
        body.putArray("experiment_ids").add(new Experiments(rest).id(experiment));
        body.put("tags", ChatText.write(Map.of("mlflow.user", "rehearse")));
        return rest.post(API + "create", body)
                .path("dataset")
                .path("dataset_id")
                .asText();
    }

    private JsonNode one(String name) {
        List<JsonNode> found = name.matches("d-[0-9a-f]{32}")
                ? List.of(rest.get(API + name, Map.of()).path("dataset"))
                : find(name);
        if (found.isEmpty()) {
            throw new InvalidInputException(
                    "dataset '" + name + "'",
                    "is not at " + rest.server() + "; the page of an experiment there lists its datasets");
        }
        if (found.size() > 1) {
            throw several(name, found);
        }
        return found.getFirst();
    }

    private static InvalidInputException several(String name, List<JsonNode> found) {
        List<String> ids =
                found.stream().map(each -> each.path("dataset_id").asText()).toList();
        return new InvalidInputException(
                "dataset '" + name + "'",
                "is the name of several there; take one by its id: " + String.join(", ", ids));
    }

    private List<JsonNode> find(String name) {
        ObjectNode body = Rest.object();
        body.put("filter_string", "name = '" + name.replace("'", "''") + "'");
        body.put("max_results", 10);
        var found = new ArrayList<JsonNode>();
        rest.post(API + "search", body).path("datasets").forEach(each -> {
            if (each.path("name").asText().equals(name)) {
                found.add(each);
            }
        });
        return found;
    }

    /** Lists come as text that is JSON. */
    private static JsonNode list(JsonNode records) {
        if (!records.isTextual()) {
            return records;
        }
        try {
            return Rest.JSON.readTree(records.asText());
        } catch (JsonProcessingException e) {
            throw new InvalidInputException("records", "are no JSON: " + e.getOriginalMessage());
        }
    }

    @Override
    public void close() {
        rest.close();
    }
}
