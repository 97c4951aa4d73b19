package dev.rehearsal.cli;

import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.DatasetReference;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse test-cases expand}. */
@Command(
        name = "expand",
        description =
                "Makes more of test cases: each goal with other persons, given ones or ones that a model makes up. The goals stay"
                        + " word for word.")
final class TestCasesExpandCommand implements Callable<Integer> {
    private final Environment environment;

    @Parameters(paramLabel = "CASES", description = "A file of test cases, or dataset:NAME.")
    private String source = "";

    @Option(
            names = "--personas",
            paramLabel = "FILE",
            description = "A persona on each line; each goal is combined with each of them, without a model.")
    private @Nullable Path personas;

    @Option(
            names = "--variations",
            paramLabel = "N",
            defaultValue = "0",
            description = "That many personas for each case, made up by the model (default: ${DEFAULT-VALUE}).")
    private int variations;

    @Mixin
    private GenerationOptions options = new GenerationOptions();

    @Mixin
    private StoreOption store = new StoreOption();

    TestCasesExpandCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        options.check();
        if (variations < 0 || variations == 0 && personas == null) {
            throw new InvalidInputException("", "name what to vary: --personas FILE, --variations N, or both");
        }
        ModelClient model = variations == 0 ? null : options.model(options.models(environment.modelSettings()));
        List<String> persons = personas == null ? List.of() : lines(personas);
        boolean stored = DatasetReference.isOne(source);
        if (!stored && !options.savesToDataset()) {
            return expand(cases(Inputs.casesOf(source)), persons, model, null);
        }
        try (Store open = stored ? store.existing() : store.open()) {
            TestCases cases = stored ? open.datasets().cases(source) : Inputs.casesOf(source);
            return expand(cases(cases), persons, model, open);
        }
    }

    private int expand(List<TestCase> cases, List<String> persons, @Nullable ModelClient model, @Nullable Store open) {
        return options.run(
                environment.terminal(), model, open, generator -> generator.expand(cases, persons, variations));
    }

    private static List<TestCase> cases(TestCases cases) {
        try (Stream<CaseItem> items = cases.open()) {
            return items.filter(CaseItem.Valid.class::isInstance)
                    .map(item -> ((CaseItem.Valid) item).testCase())
                    .toList();
        }
    }

    private static List<String> lines(Path file) {
        try {
            List<String> lines = Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
            if (lines.isEmpty()) {
                throw new InvalidInputException("--personas", file + " has no persona");
            }
            return lines;
        } catch (IOException e) {
            throw new InvalidInputException("--personas", file + " cannot be read: " + e.getMessage());
        }
    }
}
