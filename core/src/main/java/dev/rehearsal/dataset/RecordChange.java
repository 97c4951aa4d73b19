package dev.rehearsal.dataset;

import dev.rehearsal.conversation.Attributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between two versions of a dataset in one record. */
public sealed interface RecordChange {
    /** Only the later version has it. */
    record Added(DatasetRecord after) implements RecordChange {}

    /** Only the earlier version has it. */
    record Removed(DatasetRecord before) implements RecordChange {}

    /** Both have it, each its own way. */
    record Changed(DatasetRecord before, DatasetRecord after) implements RecordChange {
        /** What differs, by field; of fields that are maps, by name in them. */
        public List<FieldChange> fields() {
            var changes = new ArrayList<FieldChange>();
            Map<String, ?> old = fields(before);
            Map<String, ?> now = fields(after);
            compare("", old, now, changes);
            return changes;
        }

        private static Map<String, ?> fields(DatasetRecord record) {
            var fields = new LinkedHashMap<String, @Nullable Object>(
                    Attributes.from(CaseReader.write(record.testCase())).asMap());
            if (!record.outputs().isEmpty()) {
                fields.put("outputs", record.outputs().asMap());
            }
            return fields;
        }

        private static void compare(String path, Map<?, ?> old, Map<?, ?> now, List<FieldChange> changes) {
            Set<Object> names = new LinkedHashSet<>(old.keySet());
            names.addAll(now.keySet());
            for (Object name : names) {
                String field = path.isEmpty() ? name.toString() : path + "." + name;
                Object before = old.get(name);
                Object after = now.get(name);
                if (before instanceof Map<?, ?> a && after instanceof Map<?, ?> b) {
                    compare(field, a, b, changes);
                } else if (!Objects.equals(before, after) || old.containsKey(name) != now.containsKey(name)) {
                    changes.add(new FieldChange(field, before, after));
                }
            }
        }
    }

    /** The record as it is later, or, where it is not there later, as it was. */
    default DatasetRecord record() {
        return switch (this) {
            case Added(var after) -> after;
            case Removed(var before) -> before;
            case Changed(var before, var after) -> after;
        };
    }

    /**
     * One field that differs.
     *
     * @param field its name, in maps with the names on the way to it: {@code expectations.expected_response}
     * @param before null where it was not set
     * @param after null where it is not set any more
     */
    record FieldChange(
            String field, @Nullable Object before, @Nullable Object after) {}

    /** Pairs records that are in one version only: by case id, else by inputs. In the order of the later version, what was removed last. */
    static List<RecordChange> between(List<DatasetRecord> onlyBefore, List<DatasetRecord> onlyAfter) {
        var byId = new LinkedHashMap<CaseId, DatasetRecord>();
        var byInputs = new LinkedHashMap<String, DatasetRecord>();
        for (DatasetRecord each : onlyBefore) {
            byId.put(each.caseId(), each);
            byInputs.put(each.inputsHash(), each);
        }
        var changes = new ArrayList<RecordChange>();
        for (DatasetRecord after : onlyAfter) {
            DatasetRecord sameInputs = byInputs.get(after.inputsHash());
            DatasetRecord before = sameInputs == null ? byId.get(after.caseId()) : sameInputs;
            if (before == null) {
                changes.add(new Added(after));
            } else {
                byId.remove(before.caseId());
                byInputs.remove(before.inputsHash());
                boolean same = before.testCase().equals(after.testCase())
                        && before.outputs().equals(after.outputs());
                if (!same) {
                    changes.add(new Changed(before, after));
                }
            }
        }
        byId.values().forEach(each -> changes.add(new Removed(each)));
        return changes;
    }
}
