package dev.rehearsal.formats.transcripts;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How conversations are written down in files. */
public enum TranscriptFormat {
    /** JSONL: each line an object with {@code messages}, as chat completions have them. */
    CHAT,
    /** JSON or JSONL: objects with {@code conversations}, whose parts have {@code from} and {@code value}. */
    SHAREGPT,
    /** A message a row, with the columns {@code session_id}, {@code role} and {@code content}, and others where they are known. */
    CSV;

    /** How it is called in flags. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(TranscriptFormat::code).toList();
    }

    /** @throws InvalidInputException if there is no such format */
    public static TranscriptFormat of(String code) {
        if (!codes().contains(code)) {
            throw new InvalidInputException(
                    "format",
                    "there is no '" + code + "' (there are: " + String.join(", ", codes()) + ")"
                            + Names.suggestion(code, codes()));
        }
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** The format of a file of that name: CSV by its ending, else chat completions. */
    public static TranscriptFormat of(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv") ? CSV : CHAT;
    }
}
