package dev.rehearsal.formats.transcripts;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.formats.document.Document;
import dev.rehearsal.formats.document.Faults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conversations in a table: a message a row; those of one session need not stand together. Read whole. */
final class CsvTranscripts implements RawTranscripts {
    static final List<String> REQUIRED = List.of("session_id", "role", "content");

    private static final List<String> OF_THE_SESSION = List.of("goal", "persona");
    private static final List<String> OF_A_MESSAGE =
            List.of("role", "content", "tool_call_id", "started_at", "latency_ms", "failure");
    private static final CsvMapper MAPPER =
            CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

    private final Iterator<Raw> sessions;
    private long number;

    CsvTranscripts(Document document, Faults faults) throws IOException {
        var bySession = new LinkedHashMap<String, Raw>();
        try (MappingIterator<String[]> rows = MAPPER.readerFor(String[].class).readValues(document.open())) {
            List<String> columns = rows.hasNext() ? Arrays.asList(rows.next()) : List.of();
            List<String> missing =
                    REQUIRED.stream().filter(name -> !columns.contains(name)).toList();
            if (!missing.isEmpty()) {
                faults.add(
                        1,
                        "the header has no " + String.join(", ", missing) + " (found: " + String.join(", ", columns)
                                + ")");
            }
            while (missing.isEmpty() && rows.hasNext()) {
                int line = rows.getParser().currentLocation().getLineNr();
                String[] cells = rows.next();
                if (cells.length == 1 && cells[0].isBlank()) {
                    continue;
                }
                if (cells.length != columns.size()) {
                    faults.add(line, "has " + cells.length + " cells, the header has " + columns.size());
                    continue;
                }
                add(line, row(columns, cells), bySession, faults);
            }
        } catch (JacksonException e) {
            faults.add(
                    e.getLocation() == null ? 0 : e.getLocation().getLineNr(), "is not CSV: " + e.getOriginalMessage());
        }
        sessions = List.copyOf(bySession.values()).iterator();
    }

    private static Map<String, String> row(List<String> columns, String[] cells) {
        var row = new LinkedHashMap<String, String>();
        for (int i = 0; i < cells.length; i++) {
            row.put(columns.get(i), CsvCells.text(cells[i]));
        }
        return row;
    }

    private static void add(int line, Map<String, String> row, Map<String, Raw> bySession, Faults faults) {
        String id = row.getOrDefault("session_id", "");
        Raw session = bySession.computeIfAbsent(id, each -> {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            fields.put("session_id", id);
            fields.put("messages", new ArrayList<Map<String, @Nullable Object>>());
            OF_THE_SESSION.forEach(name -> putIfThere(fields, name, row.get(name)));
            return new Raw(line, fields);
        });
        var message = new LinkedHashMap<String, @Nullable Object>();
        OF_A_MESSAGE.forEach(name -> putIfThere(message, name, row.get(name)));
        message.put("content", row.getOrDefault("content", ""));
        if ("true".equals(row.get("is_error"))) {
            message.put("is_error", true);
        }
        String calls = row.getOrDefault("tool_calls", "");
        if (!calls.isBlank()) {
            try {
                message.put(
                        "tool_calls",
                        Attributes.parse("{\"v\":" + calls + "}").asMap().get("v"));
            } catch (IllegalArgumentException e) {
                faults.add(line, "'tool_calls' is no JSON: " + e.getMessage());
            }
        }
        messages(session).add(message);
    }

    @SuppressWarnings("unchecked") // made above
    private static List<Map<String, @Nullable Object>> messages(Raw session) {
        if (session.fields() == null) {
            throw new IllegalStateException("a session of a table has fields");
        }
        Object messages = session.fields().get("messages");
        return (List<Map<String, @Nullable Object>>) java.util.Objects.requireNonNull(messages);
    }

    private static void putIfThere(Map<String, @Nullable Object> fields, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            fields.put(name, value);
        }
    }

    @Override
    public @Nullable Raw next() {
        if (!sessions.hasNext()) {
            return null;
        }
        number++;
        return sessions.next();
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public void close() {}
}
