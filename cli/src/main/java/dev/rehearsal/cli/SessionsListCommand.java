package dev.rehearsal.cli;

import dev.rehearsal.cli.report.Json;
import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Table;
import dev.rehearsal.cli.terminal.Table.Column;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.formats.report.SessionValues;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.SessionFilter;
import dev.rehearsal.store.SessionOrder;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rehearse sessions list}. */
@Command(name = "list", description = "Lists sessions.")
final class SessionsListCommand implements Callable<Integer> {
    private static final int WIDE = 110;

    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private ListOptions list = new ListOptions();

    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "Only those of a run: its id, the id's beginning, or 'latest'.")
    private @Nullable String run;

    @Option(names = "--experiment", paramLabel = "NAME", description = "Only those of an experiment.")
    private @Nullable String experiment;

    @Option(
            names = "--stop-reason",
            paramLabel = "REASON",
            description = "Only those that ended so, for example max_turns.")
    private @Nullable String stopReason;

    @Option(
            names = "--text",
            paramLabel = "WORDS",
            description = "Only those with these words in goal, persona or a message.")
    private @Nullable String text;

    @Option(
            names = "--where",
            paramLabel = "FILTER",
            description = "Only those that are so; may be given several times: safety=no, tone<3, safety=error (not"
                    + " scored), tag:tier=gold, metadata:build=17.")
    private List<String> filters = List.of();

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            description =
                    "newest (default), oldest, ended, turns, cost, duration (the most first) or score:NAME (the lowest"
                            + " first); with :asc or :desc at the end.")
    private String sort = "newest";

    @Option(names = "--interrupted", description = "Also sessions that a later one superseded.")
    private boolean interrupted;

    SessionsListCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        checkStopReason();
        try (Store open = store.existing()) {
            SessionQuery query = SessionQuery.newest(list.limit())
                    .withExperiment(experiment)
                    .withStopReason(stopReason)
                    .withText(text)
                    .withOrder(SessionOrder.parse(sort))
                    .withInterrupted(interrupted || "interrupted".equals(stopReason));
            for (String filter : filters) {
                query = query.where(SessionFilter.parse(filter));
            }
            if (run != null) {
                query = query.withRun(Found.run(open, run).runId());
            }
            List<SessionRow> rows = open.sessions().search(query);
            if (list.json()) {
                Json.array(environment.terminal(), rows.stream().map(SessionValues::of));
            } else {
                print(rows);
            }
        }
        return 0;
    }

    private void checkStopReason() {
        if (stopReason != null && !StopReason.CODES.contains(stopReason)) {
            throw new InvalidInputException(
                    "--stop-reason",
                    "there is no '" + stopReason + "' (there are: " + String.join(", ", StopReason.CODES) + ")"
                            + Names.suggestion(stopReason, StopReason.CODES));
        }
    }

    private void print(List<SessionRow> rows) {
        Terminal terminal = environment.terminal();
        if (rows.isEmpty()) {
            terminal.note("No sessions" + (filtered() ? " fit." : " yet."));
            return;
        }
        boolean wide = terminal.columns() >= WIDE;
        var table = wide
                ? new Table(
                        Column.text("session"),
                        Column.text("started"),
                        Column.number("turns"),
                        Column.text("stop reason"),
                        Column.number("tokens"),
                        Column.cut("goal"),
                        Column.cut("scores"))
                : new Table(
                        Column.text("session"),
                        Column.number("turns"),
                        Column.text("stop reason"),
                        Column.cut("goal"),
                        Column.cut("scores"));
        for (SessionRow row : rows) {
            String ended = row.stopReason() == null ? "(under way)" : row.stopReason();
            String id = row.sessionId().value();
            String turns = Integer.toString(row.turns());
            if (wide) {
                String started = Amount.time(row.startedAt());
                table.row(id, started, turns, ended, Amount.count(row.tokens()), row.goal(), scores(row.scores()));
            } else {
                table.row(id, turns, ended, row.goal(), scores(row.scores()));
            }
        }
        table.print(terminal, "");
        if (rows.size() == list.limit()) {
            terminal.note("There may be more: --limit N shows them.");
        }
    }

    private boolean filtered() {
        return run != null || experiment != null || stopReason != null || text != null || !filters.isEmpty();
    }

    /** The worst first, and values before names, as a narrow table cuts the rest. */
    private static String scores(Map<String, String> scores) {
        return scores.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, String>>comparingInt(each -> rank(each.getValue()))
                        .thenComparing(Map.Entry.comparingByValue())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
    }

    private static int rank(String value) {
        return switch (value) {
            case "error" -> 0;
            case "no" -> 1;
            case "yes", "1" -> 3;
            default -> 2;
        };
    }
}
