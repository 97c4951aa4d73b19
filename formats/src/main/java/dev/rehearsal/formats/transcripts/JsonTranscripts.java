package dev.rehearsal.formats.transcripts;

import dev.rehearsal.formats.document.Document;
import dev.rehearsal.formats.document.Faults;
import dev.rehearsal.formats.document.JsonLines;
import dev.rehearsal.formats.document.Node;
import dev.rehearsal.formats.document.NodeStream;
import java.io.IOException;
import java.io.Reader;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Conversations in JSON: an object on each line, or one list of objects. */
final class JsonTranscripts implements RawTranscripts {
    private final UnaryOperator<Map<String, @Nullable Object>> form;
    private final @Nullable JsonLines lines;
    private final @Nullable NodeStream list;
    private long number;

    /** @param form makes of an object what chat completions would have */
    JsonTranscripts(Document document, Faults faults, UnaryOperator<Map<String, @Nullable Object>> form)
            throws IOException {
        this.form = form;
        if (beginsAsList(document)) {
            lines = null;
            list = NodeStream.json(document, faults);
            list.next();
            list.enter();
        } else {
            lines = new JsonLines(document, faults);
            list = null;
        }
    }

    private static boolean beginsAsList(Document document) throws IOException {
        try (Reader text = document.open()) {
            int c = text.read();
            while (c >= 0 && Character.isWhitespace(c)) {
                c = text.read();
            }
            return c == '[';
        }
    }

    @Override
    public @Nullable Raw next() throws IOException {
        Node node = null;
        if (lines != null) {
            node = lines.next();
            number = lines.number();
        } else if (list != null && list.next() != NodeStream.Next.CLOSE) {
            node = list.read();
            number++;
        }
        if (node == null) {
            return null;
        }
        return new Raw(node.line(), node instanceof Node.Mapping mapping ? form.apply(mapping.value()) : null);
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
        }
        if (list != null) {
            list.close();
        }
    }
}
