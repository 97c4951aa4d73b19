package dev.rehearsal.formats.report;

import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.DatasetRow;
import dev.rehearsal.dataset.DatasetVersion;
import dev.rehearsal.dataset.RecordChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Datasets as values by name, snake_case. */
public final class DatasetValues {
    private DatasetValues() {}

    /** A row of a list. */
    public static Map<String, @Nullable Object> of(DatasetRow row) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("dataset_id", row.id().value());
        values.put("name", row.name());
        values.put("tags", row.tags());
        values.put("created_at", row.createdAt().toString());
        values.put("created_by", row.createdBy());
        values.put("version", of(row.newest()));
        return values;
    }

    /** A version. */
    public static Map<String, @Nullable Object> of(DatasetVersion version) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("number", version.number());
        values.put("at", version.at().toString());
        values.put("by", version.by());
        values.put("what", version.what());
        values.put("added", version.added());
        values.put("changed", version.changed());
        values.put("removed", version.removed());
        values.put("records", version.records());
        return values;
    }

    /** A record. */
    public static Map<String, @Nullable Object> of(DatasetRecord record) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("case_id", record.caseId().value());
        values.put("inputs_hash", record.inputsHash());
        values.put("test_case", CaseReader.write(record.testCase()));
        values.put("outputs", record.outputs());
        values.put("source", record.source().kind().name());
        values.put("source_details", record.source().details());
        values.put("created_at", record.createdAt().toString());
        values.put("created_by", record.createdBy());
        values.put("updated_at", record.updatedAt().toString());
        values.put("updated_by", record.updatedBy());
        return values;
    }

    /** A difference. */
    public static Map<String, @Nullable Object> of(RecordChange change) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("change", name(change));
        values.put("case_id", change.record().caseId().value());
        values.put("goal", change.record().testCase().goal());
        if (change instanceof RecordChange.Changed changed) {
            values.put(
                    "fields",
                    changed.fields().stream()
                            .map(field -> {
                                var one = new LinkedHashMap<String, @Nullable Object>();
                                one.put("field", field.field());
                                one.put("before", field.before());
                                one.put("after", field.after());
                                return one;
                            })
                            .toList());
        }
        return values;
    }

    /** What a difference is called. */
    public static String name(RecordChange change) {
        return switch (change) {
            case RecordChange.Added added -> "added";
            case RecordChange.Removed removed -> "removed";
            case RecordChange.Changed changed -> "changed";
        };
    }

    /** {@code area=billing, draft}. */
    public static String tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> tag.getValue().isEmpty() ? tag.getKey() : tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining(", "));
    }

    /** {@code 3 added, 1 changed}. */
    public static String counts(DatasetVersion version) {
        var parts = new java.util.ArrayList<String>();
        for (var part : List.of(
                Map.entry("added", version.added()),
                Map.entry("changed", version.changed()),
                Map.entry("removed", version.removed()))) {
            if (part.getValue() > 0) {
                parts.add(part.getValue() + " " + part.getKey());
            }
        }
        return String.join(", ", parts);
    }
}
