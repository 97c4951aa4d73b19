package dev.rehearsal.formats.cases;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.formats.document.Yaml;
import java.io.IOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes test cases one after another, so that a file of any length needs no memory. */
final class CaseWriter {
    private CaseWriter() {}

    static void write(CaseFormat format, Iterator<TestCase> testCases, Writer out) throws IOException {
        switch (format) {
            case YAML -> yaml(testCases, out);
            case JSON -> json(testCases, out);
            case JSONL -> jsonl(testCases, out);
            case CSV -> throw new IllegalArgumentException("CSV is read only");
        }
    }

    private static void yaml(Iterator<TestCase> testCases, Writer out) throws IOException {
        if (!testCases.hasNext()) {
            out.write("[]\n");
        }
        while (testCases.hasNext()) {
            out.write(Yaml.write(List.of(fields(testCases.next()))));
        }
    }

    private static void json(Iterator<TestCase> testCases, Writer out) throws IOException {
        String separator = "[\n";
        while (testCases.hasNext()) {
            out.write(separator + "  " + line(testCases.next()));
            separator = ",\n";
        }
        out.write(separator.equals("[\n") ? "[]\n" : "\n]\n");
    }

    private static void jsonl(Iterator<TestCase> testCases, Writer out) throws IOException {
        while (testCases.hasNext()) {
            out.write(line(testCases.next()) + "\n");
        }
    }

    private static String line(TestCase testCase) {
        return Attributes.from(fields(testCase)).toJson();
    }

    private static Map<String, ?> fields(TestCase testCase) {
        return CaseReader.write(testCase);
    }
}
