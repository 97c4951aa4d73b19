package dev.rehearsal.formats.document;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A JSON object on each line; blank lines are left out. A line that is broken does not keep the next ones from being read. */
public final class JsonLines implements Closeable {
    private static final int MOST_CHARACTERS = 32 * 1024 * 1024;

    private final Document document;
    private final Faults faults;
    private final BufferedReader text;
    private int line;
    private long number;

    /** @param faults takes what is wrong with a line */
    public JsonLines(Document document, Faults faults) throws IOException {
        this.document = document;
        this.faults = faults;
        this.text = new BufferedReader(document.open());
    }

    /** The next one that can be read, or null at the end. */
    public @Nullable Node next() throws IOException {
        for (String json = readLine(); json != null; json = readLine()) {
            if (!json.isBlank()) {
                number++;
                Node node = Json.parse(document.excerpt(line, json), faults);
                if (node != null) {
                    return node;
                }
            }
        }
        return null;
    }

    /** How many lines were not blank so far, broken ones included. */
    public long number() {
        return number;
    }

    private @Nullable String readLine() throws IOException {
        line++;
        var characters = new StringBuilder();
        for (int c = text.read(); ; c = text.read()) {
            if (c < 0) {
                return characters.isEmpty() ? null : characters.toString();
            }
            if (c == '\n') {
                return characters.append(' ').toString();
            }
            if (characters.length() >= MOST_CHARACTERS) {
                throw new UnreadableException(document.fault(
                        line, "is longer than " + MOST_CHARACTERS + " characters; put a JSON object on each line"));
            }
            characters.append((char) c);
        }
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
