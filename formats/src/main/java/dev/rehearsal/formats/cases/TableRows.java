package dev.rehearsal.formats.cases;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.rehearsal.formats.document.Document;
import dev.rehearsal.formats.document.Faults;
import dev.rehearsal.formats.document.Json;
import dev.rehearsal.formats.document.Node;
import dev.rehearsal.formats.document.UnreadableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table with a header: a test case in each row, its fields in columns by name. An empty cell counts as absent. */
final class TableRows implements Rows {
    /** The columns whose cells are JSON. */
    private static final Set<String> JSON_COLUMNS =
            Set.of("context", "expectations", "history", "script", "tags", "metadata", "inputs", "source", "outputs");

    private static final int HEADER_LOOKAHEAD = 8_192;
    private static final CsvFactory FACTORY = CsvFactory.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .streamReadConstraints(StreamReadConstraints.defaults())
            .build();

    private final Document document;
    private final Faults faults;
    private final JsonParser parser;
    private final List<String> columns = new ArrayList<>();
    private int rowLine = 1;
    private long number;

    TableRows(Document document, Faults faults) throws IOException {
        this.document = document;
        this.faults = faults;
        var text = new BufferedReader(document.open(), HEADER_LOOKAHEAD);
        try {
            char separator = separator(text);
            parser = FACTORY.createParser(text);
            parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator));
            header();
        } catch (IOException e) {
            text.close();
            throw e;
        }
    }

    /** A comma, or what the header has instead: spreadsheets write semicolons where the comma is the decimal point. */
    private static char separator(BufferedReader text) throws IOException {
        text.mark(HEADER_LOOKAHEAD);
        char found = ',';
        for (int i = 0, c = text.read(); i < HEADER_LOOKAHEAD - 1 && c >= 0 && c != '\n'; i++, c = text.read()) {
            if (c == ',' || c == ';' || c == '\t') {
                found = (char) c;
                break;
            }
        }
        text.reset();
        return found;
    }

    private void header() throws IOException {
        advance();
        List<Cell> header = cells();
        if (header == null) {
            return;
        }
        for (Cell cell : header) {
            String name = cell.text().strip();
            if (name.isEmpty()) {
                faults.add(cell.line(), "column " + (columns.size() + 1) + " has no name");
            } else if (columns.contains(name)) {
                faults.add(cell.line(), "column '" + name + "' stands twice");
            }
            columns.add(name);
        }
    }

    @Override
    public @Nullable Row next() throws IOException {
        for (List<Cell> cells = cells(); cells != null; cells = cells()) {
            if (cells.size() == 1 && cells.getFirst().text().isBlank()) {
                continue;
            }
            number++;
            int line = cells.getFirst().line();
            if (cells.size() != columns.size()) {
                faults.add(
                        line,
                        "test case " + number + ": has " + cells.size() + " cells, the header has " + columns.size());
                continue;
            }
            return new Row(number, row(line, cells));
        }
        return null;
    }

    private Node row(int line, List<Cell> cells) {
        var entries = new LinkedHashMap<String, Node.Entry>();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            Node value = cell.text().isEmpty() ? null : value(columns.get(i), cell);
            if (value != null) {
                entries.put(columns.get(i), new Node.Entry(cell.line(), value));
            }
        }
        return Node.Mapping.of(line, entries);
    }

    private @Nullable Node value(String column, Cell cell) {
        if (column.equals("simulation_guidelines") && cell.text().startsWith("[")) {
            Node list = Json.parse(document.excerpt(cell.line(), cell.text()), new Faults(document));
            return list == null ? new Node.Scalar(cell.line(), cell.text()) : list;
        }
        if (!JSON_COLUMNS.contains(column)) {
            return new Node.Scalar(cell.line(), cell.text());
        }
        var found = new Faults(document);
        Node value = Json.parse(document.excerpt(cell.line(), cell.text()), found);
        found.list()
                .forEach(fault ->
                        faults.add(cell.line(), "test case " + number + ": '" + column + "' " + fault.message()));
        return value;
    }

    /** The cells of the next row, or null at the end. */
    private @Nullable List<Cell> cells() throws IOException {
        if (advance() != JsonToken.START_ARRAY) {
            return null;
        }
        var cells = new ArrayList<Cell>();
        while (advance() == JsonToken.VALUE_STRING) {
            rowLine = Math.max(1, parser.currentTokenLocation().getLineNr());
            cells.add(new Cell(rowLine, parser.getText()));
        }
        rowLine = parser.currentLocation().getLineNr();
        return cells;
    }

    private @Nullable JsonToken advance() throws IOException {
        try {
            return parser.nextToken();
        } catch (JsonProcessingException e) {
            throw new UnreadableException(document.fault(
                    rowLine, "is not CSV: " + e.getOriginalMessage() + " (the row starts on line " + rowLine + ")"));
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private record Cell(int line, String text) {}
}
