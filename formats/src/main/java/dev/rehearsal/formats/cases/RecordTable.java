package dev.rehearsal.formats.cases;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.DatasetRecord;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes records as a table, after RFC 4180. Maps are JSON in a cell. A text stands as it is where every reader gives it back and no
 * spreadsheet takes it for a formula; otherwise it stands in the cell of the inputs, which begins with a brace.
 */
final class RecordTable {
    private static final List<String> PLAIN = List.of("id", "goal", "persona");
    private static final List<String> MAPS = List.of("expectations", "tags", "metadata");
    private static final Pattern SAFE = Pattern.compile("[\\p{L}\\p{Nd}][^\\p{Cc}\\p{Cf}\\p{Cs}]*", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile(".*[\",;\\s].*", Pattern.DOTALL);

    private RecordTable() {}

    static void write(Iterator<DatasetRecord> records, Appendable out) throws IOException {
        row(out, List.of("id", "goal", "persona", "inputs", "expectations", "tags", "metadata", "outputs", "source"));
        while (records.hasNext()) {
            row(out, cells(records.next()));
        }
    }

    private static List<String> cells(DatasetRecord record) {
        Map<String, Object> fields = CaseReader.write(record.testCase());
        var cells = new LinkedHashMap<String, String>();
        var inputs = new LinkedHashMap<String, Object>(fields);
        MAPS.forEach(inputs::remove);
        for (String name : PLAIN) {
            if (fields.get(name) instanceof String text && SAFE.matcher(text).matches()) {
                cells.put(name, text);
                inputs.remove(name);
            } else {
                cells.put(name, "");
            }
        }
        cells.put("inputs", RecordWriter.json(inputs));
        for (String name : MAPS) {
            cells.put(name, fields.get(name) instanceof Map<?, ?> map ? json(map) : "");
        }
        cells.put(
                "outputs",
                record.outputs().isEmpty()
                        ? ""
                        : RecordWriter.json(record.outputs().asMap()));
        Map<String, Object> source = RecordWriter.source(record);
        source.putAll(RecordWriter.history(record));
        cells.put("source", RecordWriter.json(source));
        return List.copyOf(cells.values());
    }

    private static String json(Map<?, ?> map) {
        var values = new LinkedHashMap<String, Object>();
        map.forEach((name, value) -> values.put(name.toString(), value));
        return RecordWriter.json(Attributes.from(values).asMap());
    }

    private static void row(Appendable out, List<String> cells) throws IOException {
        out.append(cells.stream().map(RecordTable::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String cell(String text) {
        return QUOTED.matcher(text).matches() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
