package dev.rehearsal.formats.cases;

import dev.rehearsal.formats.document.Document;
import dev.rehearsal.formats.document.Faults;
import dev.rehearsal.formats.document.JsonLines;
import dev.rehearsal.formats.document.Node;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A test case on each line. */
final class LineRows implements Rows {
    private final JsonLines lines;

    LineRows(Document document, Faults faults) throws IOException {
        this.lines = new JsonLines(document, faults);
    }

    @Override
    public @Nullable Row next() throws IOException {
        Node node = lines.next();
        return node == null ? null : new Row(lines.number(), node);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
