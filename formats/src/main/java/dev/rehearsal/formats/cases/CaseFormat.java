package dev.rehearsal.formats.cases;

import dev.rehearsal.formats.document.Document;
import dev.rehearsal.formats.document.Faults;
import dev.rehearsal.formats.document.NodeStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** How a file of test cases is written. */
public enum CaseFormat {
    /** A list, or a map that has the list under {@code test_cases}. */
    YAML,
    /** An array, or an object that has the array under {@code test_cases}. */
    JSON,
    /** An object on each line. */
    JSONL,
    /** Columns by name; maps and lists are JSON in a cell. */
    CSV;

    /** The format that a file's name says. */
    public static Optional<CaseFormat> of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "yaml", "yml" -> Optional.of(YAML);
            case "json" -> Optional.of(JSON);
            case "jsonl", "ndjson" -> Optional.of(JSONL);
            case "csv", "tsv" -> Optional.of(CSV);
            default -> Optional.empty();
        };
    }

    Rows open(Document document, Faults faults) throws IOException {
        return switch (this) {
            case YAML -> new ListRows(document, NodeStream.yaml(document, faults), faults);
            case JSON -> new ListRows(document, NodeStream.json(document, faults), faults);
            case JSONL -> new LineRows(document, faults);
            case CSV -> new TableRows(document, faults);
        };
    }
}
