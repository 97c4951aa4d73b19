package dev.rehearsal.formats.transcripts;

import dev.rehearsal.evaluation.RecordedSessions;
import dev.rehearsal.formats.document.Document;
import dev.rehearsal.input.InvalidInputException;
import java.nio.file.Path;

/** Reads files of transcripts: by default JSONL, each line an object that has {@code messages}. */
public final class TranscriptFiles {
    private TranscriptFiles() {}

    /**
     * Checks a file whole, in a first pass. It may be longer than memory: the transcripts are read again, as a stream, when they are needed.
     *
     * @throws InvalidInputException with every fault of the file
     */
    public static RecordedSessions read(Path file) {
        return read(file, TranscriptFormat.CHAT);
    }

    /**
     * Checks a file of that format whole; CSV is kept in memory while it is read.
     *
     * @throws InvalidInputException with every fault of the file
     */
    public static RecordedSessions read(Path file, TranscriptFormat format) {
        return TranscriptFile.checked(Document.file(file), format);
    }

    /**
     * Reads transcripts from a text.
     *
     * @param name how faults call the text
     * @throws InvalidInputException with every fault of the text
     */
    public static RecordedSessions parse(String name, String text) {
        return parse(name, text, TranscriptFormat.CHAT);
    }

    /** Reads transcripts from a text in that format. */
    public static RecordedSessions parse(String name, String text, TranscriptFormat format) {
        return TranscriptFile.checked(Document.text(name, text), format);
    }
}
