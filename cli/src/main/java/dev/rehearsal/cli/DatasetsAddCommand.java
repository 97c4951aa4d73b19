package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetMerge;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.Datasets;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse datasets add}. */
@Command(
        name = "add",
        description =
                "Adds the test cases of stored sessions to a dataset, which is made if it is not there. Each record says"
                        + " which session it comes from.")
final class DatasetsAddCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Parameters(paramLabel = "NAME", description = "The dataset.")
    private String name = "";

    @Option(
            names = "--from-session",
            paramLabel = "SESSION",
            required = true,
            description = "The session's id, or the beginning of it; may be given again.")
    private List<String> sessions = List.of();

    @Option(
            names = "--goal",
            paramLabel = "TEXT",
            description = "What the user wanted; needed for a recorded session of which nobody said it.")
    private @Nullable String goal;

    DatasetsAddCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try (Store open = store.existing()) {
            Datasets datasets = open.datasets();
            List<DatasetRecord> records = sessions.stream()
                    .map(each -> record(datasets, Found.session(open, each)))
                    .toList();
            Dataset dataset = datasets.find(name).orElseGet(() -> datasets.create(name));
            DatasetMerge merge = dataset.mergeRecords(
                    records.stream(),
                    "added "
                            + records.stream()
                                    .flatMap(each -> each.source().sessionId().stream())
                                    .map(Object::toString)
                                    .collect(Collectors.joining(", ")));
            environment
                    .terminal()
                    .note(merge.added() + " added, " + merge.changed() + " changed, " + merge.unchanged()
                            + " unchanged; version " + merge.version().number() + " of dataset " + Plain.line(name)
                            + ".");
        }
        return ExitCode.PASSED;
    }

    private DatasetRecord record(Datasets datasets, SessionRecord session) {
        TestCase testCase = session.expectedCase();
        if (goal != null) {
            var fields = new LinkedHashMap<>(CaseReader.write(testCase));
            fields.put("goal", goal);
            testCase = switch (CaseReader.read(fields)) {
                case CaseItem.Valid(var valid) -> valid;
                case CaseItem.Invalid(var faults) -> throw new InvalidInputException(faults);
            };
        } else if (testCase.goal().equals(TestCase.UNKNOWN_GOAL)) {
            throw new InvalidInputException(
                    "session " + session.row().sessionId(),
                    "says nothing of what its user wanted; say it with --goal TEXT");
        }
        return session.asRecord(testCase, datasets.clock().instant(), datasets.who());
    }
}
