package dev.rehearsal.formats.labels;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import dev.rehearsal.trust.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Persons' labels in a CSV file with the columns {@code session_id}, {@code scorer}, {@code value}, and {@code turn} where one is meant. */
public final class LabelFile {
    private static final List<String> NEEDED = List.of("session_id", "scorer", "value");
    private static final List<String> KNOWN = List.of("session_id", "turn", "scorer", "value");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private LabelFile() {}

    /** @throws InvalidInputException with every fault and its line */
    public static List<Label> read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(file.toString(), "there is no such file");
        } catch (IOException e) {
            throw new InvalidInputException(file.toString(), "cannot be read as UTF-8 text: " + e.getMessage());
        }
        return parse(file.toString(), text);
    }

    /** The same of a text; {@code name} stands in faults. */
    public static List<Label> parse(String name, String csv) {
        String text = !csv.isEmpty() && csv.charAt(0) == BYTE_ORDER_MARK ? csv.substring(1) : csv;
        var faults = new ArrayList<Fault>();
        var labels = new ArrayList<Label>();
        Map<String, Integer> seen = new HashMap<>();
        try (MappingIterator<List<String>> rows = new CsvMapper()
                .readerForListOf(String.class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .with(CsvParser.Feature.SKIP_EMPTY_LINES)
                .with(CsvSchema.emptySchema().withColumnSeparator(separator(text)))
                .readValues(text)) {
            if (!rows.hasNextValue()) {
                throw new InvalidInputException(name, "is empty; it needs the columns " + String.join(", ", KNOWN));
            }
            List<String> header = rows.nextValue().stream().map(String::strip).toList();
            refuseUnfit(name, header, faults);
            int row = 1;
            while (rows.hasNextValue()) {
                row++;
                read(name + ": row " + row, row, header, rows.nextValue(), labels, seen, faults);
            }
        } catch (IOException e) {
            faults.add(new Fault(name, "is no CSV: " + e.getMessage()));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return labels;
    }

    private static char separator(String text) {
        String header = text.lines().findFirst().orElse("");
        return header.indexOf(',') < 0 && header.indexOf(';') >= 0 ? ';' : ',';
    }

    private static void refuseUnfit(String name, List<String> header, List<Fault> faults) {
        NEEDED.stream()
                .filter(column -> !header.contains(column))
                .forEach(column -> faults.add(new Fault(
                        name, "column '" + column + "' is missing (found: " + String.join(", ", header) + ")")));
        header.stream()
                .filter(column -> !KNOWN.contains(column))
                .forEach(column -> faults.add(new Fault(
                        name,
                        "column '" + column + "' is not known (known: " + String.join(", ", KNOWN) + ")"
                                + Names.suggestion(column, KNOWN))));
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
    }

    private static void read(
            String place,
            int row,
            List<String> header,
            List<String> cells,
            List<Label> labels,
            Map<String, Integer> seen,
            List<Fault> faults) {
        if (cells.size() != header.size()) {
            faults.add(new Fault(place, "has " + cells.size() + " cells, the header has " + header.size()));
            return;
        }
        String session = cells.get(header.indexOf("session_id")).strip();
        String scorer = cells.get(header.indexOf("scorer")).strip();
        String value = cells.get(header.indexOf("value")).strip();
        String turn =
                header.contains("turn") ? cells.get(header.indexOf("turn")).strip() : "";
        if (session.isEmpty() || scorer.isEmpty() || value.isEmpty()) {
            faults.add(new Fault(place, "session_id, scorer and value cannot be blank"));
            return;
        }
        if (!turn.matches("\\d{0,6}")) {
            faults.add(
                    new Fault(place, "turn is a number from 1, or blank for the whole session; found '" + turn + "'"));
            return;
        }
        int number = turn.isEmpty() ? 0 : Integer.parseInt(turn);
        Integer earlier = seen.putIfAbsent(session + "\t" + number + "\t" + scorer, row);
        if (earlier != null) {
            faults.add(new Fault(place, "labels the same as row " + earlier));
            return;
        }
        labels.add(new Label(session, number, scorer, value));
    }
}
