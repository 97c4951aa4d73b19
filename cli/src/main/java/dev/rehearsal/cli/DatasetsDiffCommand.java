package dev.rehearsal.cli;

import dev.rehearsal.cli.report.Json;
import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.cli.terminal.Style;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetReference;
import dev.rehearsal.dataset.RecordChange;
import dev.rehearsal.dataset.RecordChange.FieldChange;
import dev.rehearsal.formats.report.DatasetValues;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.Store;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rehearse datasets diff}. */
@Command(name = "diff", description = "Shows what differs between two versions of a dataset.")
final class DatasetsDiffCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private ListOptions list = new ListOptions();

    @Parameters(
            index = "0",
            paramLabel = "NAME[@FROM]",
            description = "The dataset and the earlier version; without one, the version before the later one.")
    private String dataset = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TO",
            description = "The later version (default: the newest).")
    private @Nullable String to;

    DatasetsDiffCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        DatasetReference reference = DatasetReference.parse(dataset);
        try (Store open = store.existing()) {
            Dataset newest = open.datasets().get(reference.name());
            Dataset later = to == null ? newest : newest.at(later(reference.name(), to));
            Integer from = reference.version();
            int earlier = from == null ? later.version().number() - 1 : from;
            if (earlier < 0) {
                throw new InvalidInputException(
                        "dataset '" + later + "'", "has no version before it; it was made without records");
            }
            List<RecordChange> changes = later.changesSince(earlier);
            if (list.json()) {
                Json.array(
                        environment.terminal(),
                        changes.stream().limit(list.limit()).map(DatasetValues::of));
            } else {
                print(later, earlier, changes);
            }
        }
        return ExitCode.PASSED;
    }

    /** A number, or {@code NAME@NUMBER} of the same dataset. */
    private static int later(String name, String to) {
        if (to.matches("[0-9]{1,9}")) {
            return Integer.parseInt(to);
        }
        DatasetReference reference = to.contains("@") ? DatasetReference.parse(to) : null;
        Integer version = reference == null ? null : reference.version();
        if (reference == null || version == null || !reference.name().equals(name)) {
            throw new InvalidInputException(
                    "TO", "is the number of a version of dataset '" + name + "', for example 2, found '" + to + "'");
        }
        return version;
    }

    private void print(Dataset later, int earlier, List<RecordChange> changes) {
        Terminal terminal = environment.terminal();
        terminal.line(terminal.styled(
                        Style.BOLD,
                        Plain.line(later.name()) + "@" + earlier + " to @"
                                + later.version().number())
                + ": " + summary(changes));
        for (RecordChange change : changes.stream().limit(list.limit()).toList()) {
            String sign = switch (change) {
                case RecordChange.Added added -> "+ ";
                case RecordChange.Removed removed -> "- ";
                case RecordChange.Changed changed -> "~ ";
            };
            terminal.text("  " + sign
                    + Plain.line(change.record().caseId() + " "
                            + change.record().testCase().goal()));
            if (change instanceof RecordChange.Changed changed) {
                changed.fields().forEach(this::field);
            }
        }
        if (changes.size() > list.limit()) {
            terminal.note("There are " + Amount.count(changes.size()) + " differences: --limit N shows more.");
        }
    }

    private static String summary(List<RecordChange> changes) {
        if (changes.isEmpty()) {
            return "no difference";
        }
        long added = changes.stream()
                .filter(each -> each instanceof RecordChange.Added)
                .count();
        long removed = changes.stream()
                .filter(each -> each instanceof RecordChange.Removed)
                .count();
        return added + " added, " + (changes.size() - added - removed) + " changed, " + removed + " removed";
    }

    private void field(FieldChange field) {
        environment
                .terminal()
                .text("      "
                        + Plain.line(field.field() + ": " + text(field.before()) + " -> " + text(field.after())));
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "(not set)";
        }
        String json = Attributes.of("v", value).toJson();
        return json.substring("{\"v\":".length(), json.length() - 1);
    }
}
