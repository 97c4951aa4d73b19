package dev.rehearsal.formats.transcripts;

import dev.rehearsal.evaluation.RecordedSessions;
import dev.rehearsal.formats.document.Document;
import dev.rehearsal.input.InvalidInputException;
import java.nio.file.Path;

/** Reads files of transcripts: JSONL, each line an object that has {@code messages}. */
public final class TranscriptFiles {
    private TranscriptFiles() {}

    /**
     * Checks a file whole, in a first pass. It may be longer than memory: the transcripts are read again, as a stream, when they are needed.
     *
     * @throws InvalidInputException with every fault of the file
     */
    public static RecordedSessions read(Path file) {
        return TranscriptFile.checked(Document.file(file));
    }

    /**
     * Reads transcripts from a text.
     *
     * @param name how faults call the text
     * @throws InvalidInputException with every fault of the text
     */
    public static RecordedSessions parse(String name, String text) {
        return TranscriptFile.checked(Document.text(name, text));
    }
}
