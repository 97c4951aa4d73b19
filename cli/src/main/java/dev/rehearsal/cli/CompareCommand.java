package dev.rehearsal.cli;

import dev.rehearsal.cli.report.ComparisonView;
import dev.rehearsal.cli.report.Json;
import dev.rehearsal.comparison.Comparison;
import dev.rehearsal.formats.report.ComparisonValues;
import dev.rehearsal.store.Store;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse compare}. */
@Command(
        name = "compare",
        description = "Compares two runs case by case, and says which differences are more than noise.")
final class CompareCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Parameters(
            index = "0",
            paramLabel = "RUN_A",
            description = "The run to compare with: its id, the beginning of it, or 'latest'.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "RUN_B", description = "The run that is compared.")
    private String second = "";

    @Option(
            names = "--fail-on-regression",
            description = "Exit with 1 where RUN_B is worse, beyond noise, by a scorer that says yes or no.")
    private boolean failOnRegression;

    @Option(names = "--json", description = "Write one JSON object.")
    private boolean json;

    CompareCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try (Store open = store.existing()) {
            Comparison comparison = Comparison.of(open, Found.run(open, first), Found.run(open, second));
            if (json) {
                Json.object(environment.terminal(), ComparisonValues.of(comparison));
            } else {
                new ComparisonView(environment.terminal(), comparison).print(environment.command(), store.asArgument());
            }
            return failOnRegression && !comparison.regressions().isEmpty() ? ExitCode.NOT_PASSED : ExitCode.PASSED;
        }
    }
}
