package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.formats.report.DatasetValues;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.Store;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse datasets tag}. */
@Command(name = "tag", description = "Tags a dataset; makes no version of it.")
final class DatasetsTagCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Parameters(index = "0", paramLabel = "NAME", description = "The dataset.")
    private String name = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "TAG[=VALUE]", description = "What it is tagged with.")
    private List<String> tags = List.of();

    @Option(names = "--remove", paramLabel = "TAG", description = "Takes a tag away; may be given again.")
    private List<String> removed = List.of();

    DatasetsTagCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        if (tags.isEmpty() && removed.isEmpty()) {
            throw new InvalidInputException("tag", "name a TAG, TAG=VALUE or --remove TAG");
        }
        var changes = new TreeMap<String, @Nullable String>(TagOption.values(tags));
        removed.forEach(tag -> changes.put(tag, null));
        try (Store open = store.existing()) {
            Dataset dataset = open.datasets().get(name);
            dataset.tag(changes);
            environment
                    .terminal()
                    .note("Dataset " + Plain.line(name) + " is tagged: "
                            + (dataset.tags().isEmpty()
                                    ? "(no tags)"
                                    : Plain.line(DatasetValues.tags(dataset.tags()))));
        }
        return ExitCode.PASSED;
    }
}
