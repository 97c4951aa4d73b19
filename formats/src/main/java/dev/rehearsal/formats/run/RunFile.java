package dev.rehearsal.formats.run;

import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.formats.document.Document;
import dev.rehearsal.formats.document.Yaml;
import dev.rehearsal.input.InvalidInputException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that describes a run: its configuration, its test cases and where it is kept. Paths in it are relative to the file.
 *
 * @param config what {@link RunConfig#KEYS} can set, defaults included; the agent has the system prompt
 * @param testCases null where the file has none and names no file of them
 * @param dataset the dataset that the file names in their place, {@code dataset:NAME}; null where it names none
 * @param systemPrompt the text, for an agent that is named elsewhere too; empty where there is none
 * @param store null where the file names none
 * @param mlflow the MLflow server that the run is published to; null where the file names none
 */
public record RunFile(
        RunConfig config,
        @Nullable TestCases testCases,
        @Nullable String dataset,
        String systemPrompt,
        @Nullable String store,
        @Nullable String mlflow) {
    /**
     * Reads a run file, YAML or ({@code .json}) JSON, and checks everything in it, the test cases included.
     *
     * @throws InvalidInputException with every fault
     */
    public static RunFile read(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return new RunFileReader(Document.file(file), folder == null ? Path.of("") : folder)
                .read(file.toString().endsWith(".json"));
    }

    /**
     * Reads a run file from a YAML text.
     *
     * @param name how faults call the text
     * @param folder what paths in it are relative to
     * @throws InvalidInputException with every fault
     */
    public static RunFile parse(String name, String text, Path folder) {
        return new RunFileReader(Document.text(name, text), folder).read(false);
    }

    static RunFile parse(String name, byte[] text, Path folder) {
        return new RunFileReader(Document.bytes(name, text), folder).read(false);
    }

    /** The configuration as a run file; {@link #read} gives the same configuration back. */
    public static String write(RunConfig config) {
        return Yaml.write(config.toAttributes().asMap());
    }
}
