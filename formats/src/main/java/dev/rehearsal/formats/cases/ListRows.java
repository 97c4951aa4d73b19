package dev.rehearsal.formats.cases;

import dev.rehearsal.formats.document.Document;
import dev.rehearsal.formats.document.Faults;
import dev.rehearsal.formats.document.NodeStream;
import dev.rehearsal.formats.document.NodeStream.Next;
import dev.rehearsal.formats.document.UnreadableException;
import dev.rehearsal.input.Names;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of test cases, alone or under the key {@code test_cases}. */
final class ListRows implements Rows {
    private static final String KEY = "test_cases";

    private final Document document;
    private final NodeStream nodes;
    private final Faults faults;
    private boolean started;
    private boolean underKey;
    private boolean ended;
    private long number;

    ListRows(Document document, NodeStream nodes, Faults faults) {
        this.document = document;
        this.nodes = nodes;
        this.faults = faults;
    }

    @Override
    public @Nullable Row next() throws IOException {
        if (!started) {
            started = true;
            start();
        }
        if (ended) {
            return null;
        }
        if (nodes.next() == Next.CLOSE) {
            nodes.leave();
            finish();
            return null;
        }
        return new Row(++number, nodes.read());
    }

    private void start() throws IOException {
        if (nodes.next() == Next.MAPPING) {
            nodes.enter();
            underKey = true;
            while (nodes.next() != Next.CLOSE) {
                int line = nodes.line();
                if (isKey(line, nodes.key())) {
                    list("'" + KEY + "'");
                    return;
                }
                nodes.read();
            }
            throw new UnreadableException(document.fault(1, "has no list '" + KEY + "'"));
        }
        if (nodes.next() == Next.END) {
            ended = true;
        } else {
            list("a file of test cases");
        }
    }

    private void list(String what) throws IOException {
        if (nodes.next() != Next.SEQUENCE) {
            String found = nodes.next() == Next.MAPPING ? "a map" : "a single value";
            throw new UnreadableException(
                    document.fault(nodes.line(), what + " must be a list of test cases, found " + found));
        }
        nodes.enter();
    }

    private void finish() throws IOException {
        ended = true;
        if (underKey) {
            while (nodes.next() != Next.CLOSE) {
                int line = nodes.line();
                if (isKey(line, nodes.key())) {
                    faults.add(line, "'" + KEY + "' stands twice");
                }
                nodes.read();
            }
            nodes.leave();
        }
        nodes.end();
    }

    private boolean isKey(int line, String key) {
        if (key.equals(KEY)) {
            return true;
        }
        faults.add(
                line,
                "'" + key + "' is not a key of a file of test cases; expected a list of test cases, or '" + KEY + "'"
                        + Names.suggestion(key, List.of(KEY)));
        return false;
    }

    @Override
    public void close() throws IOException {
        nodes.close();
    }
}
