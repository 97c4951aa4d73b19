package dev.rehearsal.formats.document;

import java.io.Closeable;
import java.io.IOException;

/**
 * A document's values, read from its start to its end: a map or list is either read whole or stepped into, so that a long list is never
 * in memory. What is wrong but can be read over (a key that stands twice) goes to the document's {@link Faults}.
 */
public interface NodeStream extends Closeable {
    /** At most that many levels in one document. */
    int MOST_LEVELS = 64;

    /** What comes next. */
    enum Next {
        MAPPING,
        SEQUENCE,
        SCALAR,
        /** The end of the map or list that was entered. */
        CLOSE,
        /** The end of the document. */
        END
    }

    Next next() throws IOException;

    /** The line of what comes next. */
    int line() throws IOException;

    /** Steps into the map or list that comes next. */
    void enter() throws IOException;

    /** Steps out of a map or list at its end. */
    void leave() throws IOException;

    /** Reads the next key of a map that was entered. */
    String key() throws IOException;

    /** Reads the next value whole. */
    Node read() throws IOException;

    /** Checks that the document ends here. */
    void end() throws IOException;

    static NodeStream yaml(Document document, Faults faults) throws IOException {
        return new YamlNodes(document, faults);
    }

    static NodeStream json(Document document, Faults faults) throws IOException {
        return new JsonNodes(document, faults);
    }
}
