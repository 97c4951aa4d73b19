package dev.rehearsal.formats.cases;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.RecordSource;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.formats.cases.Rows.Row;
import dev.rehearsal.formats.document.Faults;
import dev.rehearsal.formats.document.Node.Entry;
import dev.rehearsal.formats.document.Node.Mapping;
import dev.rehearsal.input.InvalidInputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes records of rows: what Records leaves to metadata becomes the record's own. Rows without inputs are test cases. */
final class PlacedRecords {
    private final Faults faults;
    private final Instant at;
    private final String by;
    private final PlacedCases cases;

    PlacedRecords(Faults faults, Instant at, String by) {
        this.faults = faults;
        this.at = at;
        this.by = by;
        this.cases = new PlacedCases(faults);
    }

    /** The record, or null where it has a fault. */
    @Nullable
    DatasetRecord read(Row row) {
        if (!(row.node() instanceof Mapping mapping) || !mapping.entries().containsKey(Records.INPUTS)) {
            TestCase testCase = cases.read(row);
            return testCase == null ? null : DatasetRecord.of(testCase, at, by);
        }
        var fields = new LinkedHashMap<String, Entry>();
        var extras = new LinkedHashMap<String, Entry>();
        mapping.entries().forEach((name, entry) -> (Records.isExtra(name) ? extras : fields).put(name, entry));
        TestCase testCase = cases.read(new Row(row.number(), Mapping.of(mapping.line(), fields)));
        if (testCase == null) {
            return null;
        }
        if (extras.get("source") instanceof Entry(int line, Mapping source)) {
            source.entries().forEach((name, entry) -> {
                if (Records.isExtra(name)) {
                    extras.putIfAbsent(name, entry);
                }
            });
        }
        return record(testCase, Mapping.of(mapping.line(), extras), "test case " + row.number() + ": ");
    }

    private DatasetRecord record(TestCase testCase, Mapping extras, String place) {
        Instant created = time(extras, place, "created_time", "create_time");
        Instant updated = time(extras, place, "last_update_time");
        String creator = text(extras, "created_by");
        String updater = text(extras, "last_updated_by");
        Instant createdAt = created == null ? at : created;
        String createdBy = creator == null ? by : creator;
        return new DatasetRecord(
                testCase,
                map(extras.value().get("outputs")),
                source(testCase, extras, place),
                createdAt,
                createdBy,
                updated == null ? createdAt : updated,
                updater == null ? createdBy : updater);
    }

    private RecordSource source(TestCase testCase, Mapping extras, String place) {
        Object source = extras.value().get("source");
        Object kind = source instanceof Map<?, ?> map
                ? map.get("source_type")
                : extras.value().get("source_type");
        if (kind == null) {
            return source == null
                    ? RecordSource.of(testCase)
                    : new RecordSource(RecordSource.of(testCase).kind(), map(source));
        }
        try {
            Object details = source instanceof Map<?, ?> map ? map.get("source_data") : null;
            Object id = extras.value().get("source_id");
            return new RecordSource(
                    RecordSource.Kind.parse(kind.toString()),
                    details == null && id != null ? Attributes.of("source_id", id) : map(details));
        } catch (InvalidInputException e) {
            e.faults().forEach(fault -> faults.add(extras.lineOf("source"), place + "'source' " + fault.message()));
            return RecordSource.of(testCase);
        }
    }

    private @Nullable Instant time(Mapping extras, String place, String... names) {
        for (String name : names) {
            Entry entry = extras.entries().get(name);
            Object value = entry == null ? null : entry.value().value();
            if (entry == null || value == null) {
                continue;
            }
            try {
                return value instanceof Number millis
                        ? Instant.ofEpochMilli(millis.longValue())
                        : Instant.parse(value.toString());
            } catch (DateTimeException e) {
                faults.add(
                        entry.line(),
                        place + "'" + name + "' must be a time such as 2026-03-01T10:00:00Z, or milliseconds since"
                                + " 1970, found " + value);
            }
        }
        return null;
    }

    private static @Nullable String text(Mapping extras, String name) {
        Object value = extras.value().get(name);
        return value == null ? null : value.toString();
    }

    /** What is no map is kept under a name. */
    private static Attributes map(@Nullable Object value) {
        return switch (value) {
            case null -> Attributes.EMPTY;
            case Map<?, ?> map -> {
                var named = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((name, inner) -> named.put(String.valueOf(name), inner));
                yield Attributes.from(named);
            }
            default -> Attributes.of("value", value);
        };
    }
}
