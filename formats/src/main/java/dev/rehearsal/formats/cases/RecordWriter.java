package dev.rehearsal.formats.cases;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.formats.document.Yaml;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes records one after another, so that a file of any length needs no memory. */
final class RecordWriter {
    private static final Set<String> INPUTS = Set.of("goal", "persona", "context", "simulation_guidelines");

    private RecordWriter() {}

    static void write(CaseFormat format, Iterator<DatasetRecord> records, Appendable out) throws IOException {
        switch (format) {
            case YAML -> yaml(records, out);
            case JSON -> json(records, out);
            case JSONL -> jsonl(records, out);
            case CSV -> RecordTable.write(records, out);
        }
    }

    private static void yaml(Iterator<DatasetRecord> records, Appendable out) throws IOException {
        if (!records.hasNext()) {
            out.append("[]\n");
        }
        while (records.hasNext()) {
            out.append(Yaml.write(List.of(fields(records.next()))));
        }
    }

    private static void json(Iterator<DatasetRecord> records, Appendable out) throws IOException {
        String separator = "[\n";
        while (records.hasNext()) {
            out.append(separator).append("  ").append(json(fields(records.next())));
            separator = ",\n";
        }
        out.append(separator.equals("[\n") ? "[]\n" : "\n]\n");
    }

    private static void jsonl(Iterator<DatasetRecord> records, Appendable out) throws IOException {
        while (records.hasNext()) {
            out.append(json(fields(records.next()))).append('\n');
        }
    }

    private static Map<String, Object> fields(DatasetRecord record) {
        Map<String, Object> testCase = CaseReader.write(record.testCase());
        var inputs = new LinkedHashMap<>(testCase);
        inputs.keySet().retainAll(INPUTS);
        var fields = new LinkedHashMap<String, Object>();
        if (testCase.containsKey("id")) {
            fields.put("id", testCase.get("id"));
        }
        fields.put("inputs", inputs);
        testCase.forEach((name, value) -> {
            if (!INPUTS.contains(name)) {
                fields.put(name, value);
            }
        });
        if (!record.outputs().isEmpty()) {
            fields.put("outputs", record.outputs().asMap());
        }
        fields.put("source", source(record));
        fields.putAll(history(record));
        return fields;
    }

    static Map<String, Object> source(DatasetRecord record) {
        var source = new LinkedHashMap<String, Object>();
        source.put("source_type", record.source().kind().name());
        if (!record.source().details().isEmpty()) {
            source.put("source_data", record.source().details().asMap());
        }
        return source;
    }

    static Map<String, Object> history(DatasetRecord record) {
        var history = new LinkedHashMap<String, Object>();
        history.put("created_time", record.createdAt().toString());
        history.put("created_by", record.createdBy());
        history.put("last_update_time", record.updatedAt().toString());
        history.put("last_updated_by", record.updatedBy());
        return history;
    }

    /** On one line; a half of a surrogate pair, which no UTF-8 file can have, is escaped. */
    static String json(Map<String, ?> values) {
        String json = Attributes.from(values).toJson();
        StringBuilder escaped = null;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < json.length()
                    && Character.isLowSurrogate(json.charAt(i + 1));
            if (pair) {
                if (escaped != null) {
                    escaped.append(c).append(json.charAt(i + 1));
                }
                i++;
            } else if (Character.isSurrogate(c)) {
                if (escaped == null) {
                    escaped = new StringBuilder(json.substring(0, i));
                }
                escaped.append("\\u").append(Integer.toHexString(c));
            } else if (escaped != null) {
                escaped.append(c);
            }
        }
        return escaped == null ? json : escaped.toString();
    }
}
