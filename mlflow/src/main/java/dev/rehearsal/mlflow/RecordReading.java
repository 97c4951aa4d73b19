package dev.rehearsal.mlflow;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.RecordSource;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a record of MLflow's as a test case. What does not fit is renamed or left out with a warning: the server checks nothing. */
final class RecordReading {
    private static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {};
    private static final List<String> INPUTS = List.of("goal", "persona", "context", "simulation_guidelines");

    private RecordReading() {}

    static Optional<DatasetRecord> read(JsonNode record, List<String> warnings) {
        String id = record.path("dataset_record_id").asText("a record");
        Map<String, @Nullable Object> values = kept(record);
        JsonNode inputs = record.path("inputs");
        for (String name : INPUTS) {
            values.remove(name);
            JsonNode value = inputs.path(name);
            if (!value.isMissingNode() && !value.isNull()) {
                values.put(name, Rest.JSON.convertValue(value, Object.class));
            }
        }
        inputs.fieldNames().forEachRemaining(name -> {
            if (!INPUTS.contains(name)) {
                warnings.add(id + ": input '" + name + "' is none of a test case; it is left out");
            }
        });
        renameReserved(id, values, warnings);
        if (record.path("expectations").isObject()) {
            values.put("expectations", map(record.path("expectations")));
        }
        var tags = new LinkedHashMap<String, @Nullable Object>();
        record.path("tags").properties().forEach(tag -> {
            if (!tag.getKey().equals(RecordBody.CASE)) {
                tags.put(tag.getKey(), tag.getValue().asText());
            }
        });
        values.put("tags", tags);
        return switch (CaseReader.read(values)) {
            case CaseItem.Valid(TestCase testCase) -> Optional.of(record(record, testCase));
            case CaseItem.Invalid(List<Fault> faults) -> {
                warnings.add(id + " is left out: "
                        + faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
                yield Optional.empty();
            }
        };
    }

    /** The test case as it was when it was pushed, where it was. */
    private static Map<String, @Nullable Object> kept(JsonNode record) {
        String kept = record.path("tags").path(RecordBody.CASE).asText("{}");
        try {
            return new LinkedHashMap<>(Rest.JSON.readValue(kept, MAP));
        } catch (IOException e) {
            return new LinkedHashMap<>();
        }
    }

    private static void renameReserved(String id, Map<String, @Nullable Object> values, List<String> warnings) {
        if (values.get("context") instanceof Map<?, ?> context) {
            var renamed = new LinkedHashMap<String, @Nullable Object>();
            context.forEach((name, value) -> {
                String called = String.valueOf(name);
                while (TestCase.RESERVED_CONTEXT.contains(called)
                        || !called.equals(name) && context.containsKey(called)) {
                    called += "_";
                }
                if (!called.equals(name)) {
                    warnings.add(id + ": context key '" + name + "' is reserved; it is called '" + called + "' now");
                }
                renamed.put(called, value);
            });
            values.put("context", renamed);
        }
    }

    private static DatasetRecord record(JsonNode record, TestCase testCase) {
        Instant created = MlflowTimes.instant(record.path("created_time"));
        Instant updated = MlflowTimes.instant(record.path("last_update_time"));
        return new DatasetRecord(
                testCase,
                record.path("outputs").isObject() ? Attributes.from(map(record.path("outputs"))) : Attributes.EMPTY,
                source(record.path("source")),
                created,
                record.path("created_by").asText(""),
                updated.isBefore(created) ? created : updated,
                record.path("last_updated_by").asText(""));
    }

    private static RecordSource source(JsonNode source) {
        try {
            return new RecordSource(
                    RecordSource.Kind.parse(source.path("source_type").asText("CODE")),
                    source.path("source_data").isObject()
                            ? Attributes.from(map(source.path("source_data")))
                            : Attributes.EMPTY);
        } catch (InvalidInputException e) {
            return RecordSource.CODE;
        }
    }

    private static Map<String, @Nullable Object> map(JsonNode node) {
        return Rest.JSON.convertValue(node, MAP);
    }
}
