package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetMerge;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.DatasetReference;
import dev.rehearsal.dataset.Datasets;
import dev.rehearsal.formats.cases.RecordFile;
import dev.rehearsal.formats.cases.RecordFiles;
import dev.rehearsal.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rehearse datasets merge}. */
@Command(
        name = "merge",
        aliases = "import",
        description = {
            "Merges test cases into a dataset, which is made if it is not there. A record of the same goal, persona, context and"
                    + " guidelines (or the same id) is changed: expectations, tags, metadata and outputs are merged key by key. Others"
                    + " are added. A merge that changes something makes a version."
        })
final class DatasetsMergeCommand implements Callable<Integer> {
    private static final int MOST_HINTS = 10;

    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Parameters(index = "0", paramLabel = "NAME", description = "The dataset.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "SOURCE",
            description =
                    "Files of test cases or of records (.yaml, .json, .jsonl, .csv), or other datasets: dataset:NAME[@VERSION].")
    private List<String> sources = List.of();

    DatasetsMergeCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        DatasetReference.checkName(name);
        try (Store open = store.open()) {
            Datasets datasets = open.datasets();
            List<Source> all =
                    sources.stream().map(each -> source(datasets, each)).toList();
            Dataset dataset = datasets.find(name).orElseGet(() -> datasets.create(name));
            for (Source each : all) {
                each.merge().into(dataset);
            }
        }
        return ExitCode.PASSED;
    }

    /** What can be merged; it is checked before anything is. */
    private record Source(Merging merge) {}

    /** Merges. */
    @FunctionalInterface
    private interface Merging {
        void into(Dataset dataset);
    }

    private Source source(Datasets datasets, String source) {
        if (DatasetReference.isElsewhere(source)) {
            var cases = datasets.cases(source);
            return new Source(dataset -> tell(dataset, source, dataset.merge(cases, "merged " + source)));
        }
        if (DatasetReference.isOne(source)) {
            Dataset other = datasets.get(source);
            return new Source(dataset -> merge(dataset, source, other.records(), "merged " + other));
        }
        RecordFile file = RecordFiles.read(Path.of(source), datasets.clock().instant(), datasets.who());
        hints(file);
        return new Source(dataset ->
                merge(dataset, source, file.open(), "merged " + Path.of(source).getFileName()));
    }

    private void merge(Dataset dataset, String source, Stream<DatasetRecord> records, String what) {
        try (records) {
            tell(dataset, source, dataset.mergeRecords(records, what));
        }
    }

    private void tell(Dataset dataset, String source, DatasetMerge merge) {
        String counts = merge.added() + " added, " + merge.changed() + " changed, " + merge.unchanged() + " unchanged";
        environment
                .terminal()
                .note(Plain.line(source) + ": " + counts + "; "
                        + (merge.changedAnything() ? "this is version " : "still version ")
                        + dataset.version().number() + " of dataset " + Plain.line(dataset.name()) + ".");
    }

    private void hints(RecordFile file) {
        Terminal terminal = environment.terminal();
        file.hints().stream().limit(MOST_HINTS).forEach(hint -> terminal.note("hint: " + Plain.line(hint.toString())));
        if (file.hints().size() > MOST_HINTS) {
            terminal.note("hint: and " + (file.hints().size() - MOST_HINTS) + " more of this kind");
        }
    }
}
