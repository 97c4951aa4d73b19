package dev.rehearsal.formats.cases;

import dev.rehearsal.formats.document.Faults;
import dev.rehearsal.formats.document.Node.Entry;
import dev.rehearsal.formats.document.Node.Mapping;
import java.util.LinkedHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records as datasets keep them: {@code {"inputs": {"goal": …}, "expectations": {…}, "tags": {…}}}. The record's own id names the case, and
 * what else the record has (its source, who made it, when) becomes metadata, so that nothing is lost.
 */
final class Records {
    static final String INPUTS = "inputs";
    private static final String RECORD_ID = "dataset_record_id";
    private static final Set<String> RECORD_FIELDS = Set.of(
            RECORD_ID,
            "dataset_id",
            "source",
            "source_id",
            "source_type",
            "create_time",
            "created_time",
            "created_by",
            "last_update_time",
            "last_updated_by",
            "outputs");

    private Records() {}

    /** Whether it is a field of a record that is none of a test case. */
    static boolean isExtra(String field) {
        return RECORD_FIELDS.contains(field) && !field.equals(RECORD_ID);
    }

    /** The fields of a test case: those of the record, with those of its inputs; a mapping without inputs is what it is, null is unusable. */
    static @Nullable Mapping flat(Mapping row, String place, Faults faults) {
        Entry inputs = row.entries().get(INPUTS);
        if (inputs == null) {
            return row;
        }
        if (!(inputs.value() instanceof Mapping fields)) {
            faults.add(inputs.line(), place + "'inputs' must be a map with a 'goal'");
            return null;
        }
        var flat = new LinkedHashMap<>(fields.entries());
        var extras = new LinkedHashMap<String, Entry>();
        row.entries().forEach((name, entry) -> {
            if (name.equals(RECORD_ID) && !row.entries().containsKey("id")) {
                flat.put("id", entry);
            } else if (RECORD_FIELDS.contains(name)) {
                extras.put(name, entry);
            } else if (!name.equals(INPUTS) && flat.putIfAbsent(name, entry) != null) {
                faults.add(entry.line(), place + "'" + name + "' stands both in the record and in its 'inputs'");
            }
        });
        return Mapping.of(row.line(), withMetadata(flat, extras));
    }

    private static LinkedHashMap<String, Entry> withMetadata(
            LinkedHashMap<String, Entry> fields, LinkedHashMap<String, Entry> extras) {
        extras.values().removeIf(entry -> entry.value().value() == null);
        Entry own = fields.get("metadata");
        if (own != null && own.value() instanceof Mapping metadata) {
            extras.putAll(metadata.entries());
        }
        boolean usable =
                own == null || own.value() instanceof Mapping || own.value().value() == null;
        if (usable && !extras.isEmpty()) {
            int line = extras.values().iterator().next().line();
            fields.put("metadata", new Entry(line, Mapping.of(line, extras)));
        }
        return fields;
    }
}
