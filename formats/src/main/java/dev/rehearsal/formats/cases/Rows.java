package dev.rehearsal.formats.cases;

import dev.rehearsal.formats.document.Node;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The test cases of a document, one after another, not checked yet. */
interface Rows extends Closeable {
    /** The next one, or null at the end; an item that cannot be read at all is left out and said to the document's faults. */
    @Nullable
    Row next() throws IOException;

    /** A test case as it stands in the document, counted from 1. */
    record Row(long number, Node node) {}
}
