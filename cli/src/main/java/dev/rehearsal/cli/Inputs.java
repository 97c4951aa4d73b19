package dev.rehearsal.cli;

import dev.rehearsal.dataset.DatasetReference;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.formats.cases.CaseFiles;
import dev.rehearsal.formats.run.RunFile;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a command line's files say of a run.
 *
 * @param testCases null where there are none
 * @param dataset the dataset that is named in their place, {@code dataset:NAME}; null where none is
 * @param systemPrompt for an agent that is named elsewhere; empty where there is none
 * @param store where a file says that the run is kept; null where none does
 * @param mlflow the MLflow server that a file names; null where none does
 */
record Inputs(
        RunConfig config,
        @Nullable TestCases testCases,
        @Nullable String dataset,
        String systemPrompt,
        @Nullable String store,
        @Nullable String mlflow) {
    static final Inputs NONE = new Inputs(RunConfig.DEFAULT, null, null, "", null, null);

    /**
     * Reads the files: one of test cases or a dataset, one that describes a run, or both.
     *
     * @throws InvalidInputException with every fault
     */
    static Inputs read(List<String> files) {
        var faults = new ArrayList<Fault>();
        Inputs inputs = NONE;
        TestCases cases = null;
        String dataset = null;
        for (String name : files) {
            try {
                if (DatasetReference.isOne(name)) {
                    dataset = once(
                            cases == null && dataset == null, name, "has test cases too; name one of them", () -> name);
                    continue;
                }
                Path file = Path.of(name);
                if (Files.isDirectory(file)) {
                    throw new InvalidInputException(name, "is a directory; name a file");
                }
                if (describesRun(file)) {
                    inputs = once(
                            inputs == NONE,
                            name,
                            "describes a run too; give one of them",
                            () -> from(RunFile.read(file)));
                } else {
                    cases = once(
                            cases == null && dataset == null,
                            name,
                            "has test cases too; put them into one file",
                            () -> CaseFiles.read(file));
                }
            } catch (InvalidInputException e) {
                faults.addAll(e.faults());
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return cases == null && dataset == null
                ? inputs
                : new Inputs(inputs.config, cases, dataset, inputs.systemPrompt, inputs.store, inputs.mlflow);
    }

    /**
     * The test cases of a file: one of test cases, or one that describes a run and has some.
     *
     * @throws InvalidInputException with every fault
     */
    static TestCases casesOf(String file) {
        TestCases cases = read(List.of(file)).testCases();
        if (cases == null) {
            throw new InvalidInputException(file, "has no test cases; give at least one with a 'goal'");
        }
        return cases;
    }

    private static Inputs from(RunFile file) {
        return new Inputs(
                file.config(), file.testCases(), file.dataset(), file.systemPrompt(), file.store(), file.mlflow());
    }

    private static <T> T once(boolean first, String name, String why, java.util.function.Supplier<T> reading) {
        if (!first) {
            throw new InvalidInputException(name, why);
        }
        return reading.get();
    }

    /** Test cases are a list; what begins with a name describes a run. */
    private static boolean describesRun(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
        if (!yaml && !name.endsWith(".json")) {
            return false;
        }
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String text = line.replace("\ufeff", "").strip();
                boolean says =
                        !text.isEmpty() && !text.startsWith("#") && !text.startsWith("---") && !text.startsWith("%");
                if (says) {
                    return !text.startsWith("[") && !text.equals("-") && !text.startsWith("- ");
                }
            }
            return false;
        } catch (IOException e) {
            return false; // whoever reads it as test cases says what is wrong with it
        }
    }
}
