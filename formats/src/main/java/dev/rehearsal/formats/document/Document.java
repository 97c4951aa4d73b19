package dev.rehearsal.formats.document;

import dev.rehearsal.input.Fault;
import dev.rehearsal.input.Names;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A text that can be read again and again, and the name by which its faults are reported. */
public final class Document {
    private final String name;
    private final int firstLine;
    private final Opener opener;

    private Document(String name, int firstLine, Opener opener) {
        this.name = name;
        this.firstLine = firstLine;
        this.opener = opener;
    }

    /** A file, reported by its path as it was given. */
    public static Document file(Path path) {
        return decoded(path.toString(), () -> open(path));
    }

    /** A text that is in memory. */
    public static Document text(String name, String text) {
        return bytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes that are in memory and should be UTF-8. */
    public static Document bytes(String name, byte[] bytes) {
        return decoded(name, () -> new ByteArrayInputStream(bytes));
    }

    private static Document decoded(String name, Bytes bytes) {
        return new Document(name, 1, self -> new Utf8Reader(self, bytes.open()));
    }

    /** A text that stands in this document from a line on, as a document of its own. */
    public Document excerpt(int line, String text) {
        return new Document(name, line, self -> new StringReader(text));
    }

    public String name() {
        return name;
    }

    /** The characters from the start; a byte order mark is left out. What is no UTF-8 text is refused when it is reached. */
    public Reader open() throws UnreadableException {
        return opener.open(this);
    }

    /** The line of the whole document that is meant by a line of this one, which may be an excerpt. */
    int wholeLine(int line) {
        return firstLine + line - 1;
    }

    /** A fault at a line of the document, counted from 1; 0 stands for the document as a whole. */
    public Fault fault(int line, String message) {
        return new Fault(line > 0 ? name + ":" + line : name, message);
    }

    /** The line of a fault of this document; the greatest one where it has none, or is of another document. */
    int lineOf(Fault fault) {
        String prefix = name + ":";
        try {
            return fault.place().startsWith(prefix)
                    ? Integer.parseInt(fault.place().substring(prefix.length()))
                    : Integer.MAX_VALUE;
        } catch (NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    private static InputStream open(Path path) throws UnreadableException {
        try {
            if (Files.isDirectory(path)) {
                throw unreadable(path, "is a directory; name a file");
            }
            return Files.newInputStream(path);
        } catch (UnreadableException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw unreadable(path, "no such file" + Names.suggestion(fileName(path), siblings(path)));
        } catch (AccessDeniedException e) {
            throw unreadable(path, "may not be read by this user");
        } catch (IOException e) {
            throw unreadable(path, "cannot be read: " + e.getMessage());
        }
    }

    private static List<String> siblings(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.limit(1_000).map(Document::fileName).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String fileName(Path path) {
        Path last = path.getFileName();
        return last == null ? path.toString() : last.toString();
    }

    private static UnreadableException unreadable(Path path, String message) {
        return new UnreadableException(new Fault(path.toString(), message));
    }

    private interface Opener {
        Reader open(Document self) throws UnreadableException;
    }

    private interface Bytes {
        InputStream open() throws UnreadableException;
    }
}
