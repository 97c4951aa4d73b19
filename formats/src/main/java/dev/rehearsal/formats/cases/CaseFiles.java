package dev.rehearsal.formats.cases;

import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.formats.document.Document;
import dev.rehearsal.formats.document.Faults;
import dev.rehearsal.formats.document.Node;
import dev.rehearsal.input.InvalidInputException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads and writes files of test cases. */
public final class CaseFiles {
    private CaseFiles() {}

    /**
     * Checks a file whole, in a first pass; its format is told by its name ({@code .yaml}, {@code .json}, {@code .jsonl}, {@code .csv}).
     * It may be longer than memory: the test cases are read again, as a stream, when the run needs them.
     *
     * @throws InvalidInputException with every fault of the file
     */
    public static TestCases read(Path file) {
        return CaseFile.checked(Document.file(file), format(file));
    }

    /**
     * Reads test cases from a text.
     *
     * @param name how faults call the text
     * @throws InvalidInputException with every fault of the text
     */
    public static TestCases parse(String name, CaseFormat format, String text) {
        return CaseFile.checked(Document.text(name, text), format);
    }

    /**
     * Reads test cases that stand as a list inside another document.
     *
     * @param faults takes what is wrong
     */
    public static TestCases read(Document document, Node.Sequence list, Faults faults) {
        var check = new CaseCheck(document, faults);
        var testCases = new ArrayList<TestCase>();
        for (Node node : list.items()) {
            TestCase testCase = check.check(new Rows.Row(check.size() + 1, node));
            if (testCase != null) {
                testCases.add(testCase);
            }
        }
        if (list.items().isEmpty()) {
            faults.add(list.line(), "has no test cases; give at least one with a 'goal'");
        }
        return new InlineCases(List.copyOf(testCases), check.hints());
    }

    /**
     * Writes test cases to a file that {@link #read} gives back as they are, in the format that its name tells; a file that is there is
     * replaced. CSV is read only: a table opened in a spreadsheet would run what begins like a formula.
     *
     * @throws InvalidInputException if the file's name tells no format that can be written
     */
    public static void write(Path file, Stream<TestCase> testCases) throws IOException {
        CaseFormat format = format(file);
        if (format == CaseFormat.CSV) {
            throw new InvalidInputException(
                    file.toString(), "test cases are not written as CSV; use .yaml, .json or .jsonl");
        }
        try (var out = Files.newBufferedWriter(file)) {
            CaseWriter.write(format, testCases.iterator(), out);
        }
    }

    /**
     * Writes test cases as {@link #parse} reads them.
     *
     * @throws InvalidInputException if the format is read only
     */
    public static void write(CaseFormat format, Stream<TestCase> testCases, Writer out) throws IOException {
        if (format == CaseFormat.CSV) {
            throw new InvalidInputException("format", "test cases are not written as CSV; use yaml, json or jsonl");
        }
        CaseWriter.write(format, testCases.iterator(), out);
    }

    static CaseFormat format(Path file) {
        return CaseFormat.of(file)
                .orElseThrow(() -> new InvalidInputException(
                        file.toString(), "is no file of test cases by its name; use .yaml, .json, .jsonl or .csv"));
    }

    static TestCases parse(String name, CaseFormat format, byte[] text) {
        return CaseFile.checked(Document.bytes(name, text), format);
    }
}
