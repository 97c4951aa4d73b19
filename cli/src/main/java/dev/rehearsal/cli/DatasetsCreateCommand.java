package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.store.Store;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse datasets create}. */
@Command(name = "create", description = "Makes a dataset without records.")
final class DatasetsCreateCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Parameters(paramLabel = "NAME", description = "What it is called; stands once in a store.")
    private String name = "";

    @Option(names = "--tag", paramLabel = "TAG[=VALUE]", description = "Tags it; may be given again.")
    private List<String> tags = List.of();

    DatasetsCreateCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try (Store open = store.open()) {
            Dataset made = open.datasets().create(name, new TreeMap<>(TagOption.values(tags)));
            environment
                    .terminal()
                    .note("Dataset " + Plain.line(made.name()) + " is made; fill it with: " + environment.command()
                            + " datasets merge '" + Plain.line(made.name()) + "' FILE" + store.asArgument());
        }
        return ExitCode.PASSED;
    }
}
