package dev.rehearsal.formats.cases;

import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.formats.document.Document;
import dev.rehearsal.input.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Reads and writes the records of datasets as files, so that nothing of them is lost: {@code {"inputs": {"goal": …}, "expectations": {…},
 * "source": {…}, …}}. What was written can be read as {@linkplain CaseFiles test cases} too, and files of test cases can be read as records.
 */
public final class RecordFiles {
    private RecordFiles() {}

    /**
     * Checks a file whole, in a first pass; its format is told by its name ({@code .yaml}, {@code .json}, {@code .jsonl}, {@code .csv}).
     *
     * @param at when a record came that does not say so
     * @param by who brought a record that does not say so
     * @throws InvalidInputException with every fault of the file
     */
    public static RecordFile read(Path file, Instant at, String by) {
        return RecordFile.checked(Document.file(file), CaseFiles.format(file), at, by);
    }

    /**
     * Writes records to a file in the format that its name tells; a file that is there is replaced.
     *
     * @throws InvalidInputException if the file's name tells no format
     */
    public static void write(Path file, Stream<DatasetRecord> records) throws IOException {
        CaseFormat format = CaseFiles.format(file);
        try (var out = Files.newBufferedWriter(file)) {
            RecordWriter.write(format, records.iterator(), out);
        }
    }

    /** Writes records. */
    public static void write(CaseFormat format, Stream<DatasetRecord> records, Appendable out) throws IOException {
        RecordWriter.write(format, records.iterator(), out);
    }
}
