package dev.rehearsal.formats.transcripts;

import dev.rehearsal.formats.document.Document;
import dev.rehearsal.formats.document.Faults;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The conversations of a document, each as a line of the format of chat completions has it. */
interface RawTranscripts extends Closeable {
    /** One of them; {@code line} is where it begins. */
    record Raw(int line, @Nullable Map<String, @Nullable Object> fields) {}

    /** The next one, or null at the end. Its fields are null where it is no object. */
    @Nullable
    Raw next() throws IOException;

    /** How many there were so far. */
    long number();

    static RawTranscripts open(TranscriptFormat format, Document document, Faults faults) throws IOException {
        return switch (format) {
            case CHAT -> new JsonTranscripts(document, faults, fields -> fields);
            case SHAREGPT -> new JsonTranscripts(document, faults, ShareGpt::toChat);
            case CSV -> new CsvTranscripts(document, faults);
        };
    }
}
