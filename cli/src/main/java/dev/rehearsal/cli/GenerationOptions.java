package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetMerge;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.formats.cases.CaseFiles;
import dev.rehearsal.generation.CaseGenerator;
import dev.rehearsal.generation.GeneratedCases;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Budget;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelRecorder;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Prices;
import dev.rehearsal.simulation.Cancellation;
import dev.rehearsal.simulation.UserModels;
import dev.rehearsal.store.Store;
import dev.rehearsal.testing.RecordingModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model makes test cases, what it may take, and where they go. */
final class GenerationOptions {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "Writes the test cases (default: the variable REHEARSAL_USER_MODEL).")
    private @Nullable String model;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write the test cases to a file (.yaml, .json, .jsonl).")
    private @Nullable Path output;

    @Option(
            names = "--save-to",
            paramLabel = "DATASET",
            description = "Merge them into a dataset; it is made if need be.")
    private @Nullable String dataset;

    @Option(
            names = "--work",
            paramLabel = "FILE",
            description =
                    "Keeps the model's replies; asked for again with the same file, what was cut off goes on and nothing is paid"
                            + " twice (default: the output's name and .work.jsonl).")
    private @Nullable Path work;

    @Option(
            names = "--cover",
            paramLabel = "FILE",
            description = "Write as JSON what each case stands for and what is left out.")
    private @Nullable Path cover;

    @Option(names = "--concurrency", paramLabel = "N", description = "The most calls in flight.")
    private @Nullable Integer concurrency;

    @Option(
            names = "--call-timeout",
            paramLabel = "TIME",
            description = "How long the model may take for a reply, for example 10m for a local one (default: 300s).")
    private @Nullable String timeout;

    @Option(names = "--budget-tokens", paramLabel = "N", description = "The most tokens it may use.")
    private @Nullable Long tokens;

    @Option(names = "--budget-usd", paramLabel = "USD", description = "The most it may cost.")
    private @Nullable BigDecimal usd;

    @Option(names = "--prices", paramLabel = "FILE", description = "A table of prices instead of the bundled one.")
    private @Nullable Path prices;

    /** @throws InvalidInputException if the cases go nowhere, or cannot be written there */
    void check() {
        if (output == null && dataset == null) {
            throw new InvalidInputException(
                    "", "say where the test cases go: --output FILE, --save-to DATASET, or both");
        }
        if (output != null) {
            String name = output.toString();
            if (!name.matches("(?i).*\\.(ya?ml|jsonl?|ndjson)")) {
                throw new InvalidInputException("--output", "'" + name + "' is no .yaml, .json or .jsonl file");
            }
            Path folder = output.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder)) {
                throw new InvalidInputException("--output", "there is no folder " + folder);
            }
        }
    }

    /** The models of this command; what they reply is kept in the work file. */
    ModelClients models(ModelSettings settings) {
        Path file = workFile();
        return new ModelClients(
                settings,
                limits(),
                prices == null ? Prices.bundled() : Prices.read(prices),
                file == null ? ModelRecorder.NONE : RecordingModel.all(file));
    }

    /** By the rules of a run's configuration. */
    private ModelLimits limits() {
        Attributes values = Attributes.EMPTY;
        if (concurrency != null) {
            values = values.with("concurrency", concurrency);
        }
        if (timeout != null) {
            values = values.with("call_timeout", timeout).with("max_call_duration", timeout);
        }
        try {
            return RunConfig.DEFAULT.with(values).limits();
        } catch (InvalidInputException e) {
            throw new InvalidInputException(e.faults().stream()
                    .map(fault -> new Fault("--" + fault.place().replace('_', '-'), fault.message()))
                    .toList());
        }
    }

    private @Nullable Path workFile() {
        if (work != null) {
            return work;
        }
        return output == null ? null : Path.of(output + ".work.jsonl");
    }

    /** The model that writes. */
    ModelClient model(ModelClients models) {
        return models.of(UserModels.choose(model, models.settings()));
    }

    /** Generates with progress and Ctrl-C, writes, and sums up; the exit code. */
    int run(
            Terminal terminal,
            @Nullable ModelClient client,
            @Nullable Store store,
            Function<CaseGenerator, GeneratedCases> generation) {
        var cancellation = new Cancellation();
        var progress = new GenerationProgress(terminal);
        CaseGenerator generator = (client == null ? CaseGenerator.withoutModel() : CaseGenerator.with(client))
                .budget(new Budget(tokens, usd, null))
                .cancellation(cancellation)
                .listener(progress);
        GeneratedCases generated;
        boolean interrupted;
        try (Interrupts interrupts = Interrupts.watch(
                terminal,
                "Stopping: what is being asked is finished. Ctrl-C again drops it.",
                cancellation::request,
                cancellation::requestAtOnce)) {
            generated = generation.apply(generator);
            interrupted = interrupts.happened();
        } finally {
            terminal.status("");
        }
        new GenerationView(terminal, generated).print();
        if (!generated.cases().isEmpty()) {
            write(terminal, generated, store);
        }
        Path file = workFile();
        if (generated.notAsked() > 0 && file != null) {
            terminal.text("Stopped before " + Amount.of(generated.notAsked(), "source")
                    + "; the same command goes on with them, as the replies are kept in " + Plain.line(file.toString())
                    + ".");
        }
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        return generated.cases().isEmpty()
                ? ExitCode.FAILED
                : generated.failures().isEmpty() ? ExitCode.PASSED : ExitCode.NOT_PASSED;
    }

    private void write(Terminal terminal, GeneratedCases generated, @Nullable Store store) {
        List<TestCase> cases = generated.testCases();
        try {
            if (output != null) {
                CaseFiles.write(output, cases.stream());
                terminal.text("Written to " + Plain.line(output.toString()) + ".");
            }
            if (cover != null) {
                Files.writeString(cover, GenerationView.json(generated) + "\n");
                terminal.text("What they stand for: " + Plain.line(cover.toString()) + ".");
            }
        } catch (IOException e) {
            throw new FailedException("the test cases cannot be written: " + e.getMessage(), e);
        }
        String name = dataset;
        if (name != null && store != null) {
            Dataset into =
                    store.datasets().find(name).orElseGet(() -> store.datasets().create(name));
            DatasetMerge merge = into.merge(TestCases.of(cases), "generated test cases");
            terminal.text("Merged into dataset " + Plain.line(into.name()) + ": " + merge.added() + " added, "
                    + merge.changed() + " changed, version " + merge.version().number() + ".");
        }
    }

    boolean savesToDataset() {
        return dataset != null;
    }
}
