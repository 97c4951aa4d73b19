package dev.rehearsal.formats.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** JSON that stands inside another document. */
public final class Json {
    private Json() {}

    /** The value of a JSON text; null where it is broken, which is said to the faults. */
    public static @Nullable Node parse(Document text, Faults faults) {
        try (NodeStream nodes = NodeStream.json(text, faults)) {
            Node node = nodes.read();
            nodes.end();
            return node;
        } catch (UnreadableException e) {
            faults.add(e.fault());
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory is always readable", e);
        }
    }
}
