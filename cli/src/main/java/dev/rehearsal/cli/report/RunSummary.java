package dev.rehearsal.cli.report;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.cli.terminal.Style;
import dev.rehearsal.cli.terminal.Table;
import dev.rehearsal.cli.terminal.Table.Column;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.formats.report.RunValues;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.simulation.UserProvider;
import dev.rehearsal.statistics.Interval;
import dev.rehearsal.statistics.Spread;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Store;
import dev.rehearsal.trust.JudgeTrust;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What came of a run, for people: how its sessions ended, its metrics, what went wrong and what it used. */
public final class RunSummary {
    private final Terminal terminal;
    private final Store store;
    private final RunRecord run;
    private final RunStatus status;

    public RunSummary(Terminal terminal, Store store, RunRecord run) {
        this.terminal = terminal;
        this.store = store;
        this.run = run;
        this.status = RunValues.status(run, store);
    }

    /** Which run it is and how far. */
    public void head() {
        Instant end = run.endedAt();
        String took = end == null ? "" : " after " + Amount.duration(Duration.between(run.startedAt(), end));
        String ended = terminal.styled(status == RunStatus.FINISHED ? Style.GREEN : Style.YELLOW, status.code());
        terminal.line(
                terminal.styled(Style.BOLD, "Run " + Plain.line(run.runId().value())) + " of experiment "
                        + Plain.line(run.experiment()) + ": " + ended + took);
    }

    /** The agent, the models and how long it is. */
    public void description() {
        String version = run.agentVersion().isEmpty() ? "" : " (version " + run.agentVersion() + ")";
        if (run.kind().equals("score")) {
            description("Scored", scored());
            deleted();
            description("Judge", run.configuration().text("judge_model").orElse("none"));
            description("Started", Amount.time(run.startedAt()));
            return;
        }
        description("Agent", RunValues.agent(run) + version);
        String user = run.configuration().text("user_model").orElse("-");
        description("User", user);
        description("Judge", run.configuration().text("judge_model").orElse(isModel(user) ? "the user model" : "none"));
        description("Cases", Amount.count(run.cases()) + (run.trials() == 1 ? "" : " x " + run.trials() + " trials"));
        store.runs().dataset(run.runId()).ifPresent(used -> description("Dataset", used.toString()));
        deleted();
        description("Started", Amount.time(run.startedAt()) + ", seed " + run.seed());
    }

    private static boolean isModel(String user) {
        return user.contains(":/") && UserProvider.find(ModelUri.parse(user)).isEmpty();
    }

    private void deleted() {
        long deleted = store.runs().deletedSessions(run.runId());
        if (deleted > 0) {
            description("Deleted", Amount.of(deleted, "session") + ", which the metrics still count");
        }
    }

    /** What a run scored that simulated nothing. */
    private String scored() {
        return run.configuration().get("scored").orElse(null) instanceof Map<?, ?> scored
                ? scored.entrySet().stream()
                        .filter(each -> Set.of("run", "experiment", "search", "sessions", "transcripts")
                                .contains(String.valueOf(each.getKey())))
                        .map(each -> each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining(", "))
                : "run " + run.configuration().text("scored_run").orElse("-");
    }

    /** What other judges found of the run's sessions, each with its run. */
    public void scoredAgain() {
        List<RunRecord> again = store.runs().scoringsOf(run.runId());
        if (again.isEmpty()) {
            return;
        }
        terminal.line();
        terminal.line("  Scored again:");
        var table = new Table(
                Column.text("run"),
                Column.cut("judge"),
                Column.whole("metric"),
                Column.number("value"),
                Column.number("scored"));
        for (RunRecord scoring : again) {
            String judge = scoring.configuration().text("judge_model").orElse("none");
            for (Metric metric : scoring.metrics()) {
                table.row(
                        scoring.runId().value(),
                        judge,
                        metric.name(),
                        Amount.metric(metric.value()),
                        Amount.count(metric.scored()));
            }
            if (scoring.metrics().isEmpty()) {
                table.row(
                        scoring.runId().value(),
                        judge,
                        "(" + RunValues.status(scoring, store).code() + ")",
                        "-",
                        "-");
            }
        }
        table.print(terminal, "  ");
    }

    private void description(String name, String value) {
        terminal.line(String.format(Locale.ROOT, "  %-9s%s", name, Plain.line(value)));
    }

    /** How the sessions ended, the most frequent reason first. */
    public void stopReasons() {
        long all = run.counts().values().stream().mapToLong(Long::longValue).sum();
        var table = new Table(Column.text("stop reason"), Column.number("sessions"), Column.number("share"));
        run.counts().entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Long>>comparingLong(each -> -each.getValue())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(each -> table.row(
                        each.getKey(),
                        Amount.count(each.getValue()),
                        String.format(Locale.ROOT, "%.0f %%", 100.0 * each.getValue() / all)));
        if (all > 0) {
            terminal.line();
            table.print(terminal, "  ");
        }
    }

    /** Each metric with what it is made of. */
    public void metrics() {
        if (run.metrics().isEmpty()) {
            return;
        }
        terminal.line();
        boolean failed = run.metrics().stream().anyMatch(metric -> metric.failed() > 0);
        boolean silent = run.metrics().stream().anyMatch(metric -> metric.silent() > 0);
        var columns = new ArrayList<>(List.of(
                Column.whole("metric"),
                Column.number("value"),
                Column.number("95 % interval"),
                Column.number("detects"),
                Column.number("scored")));
        if (failed) {
            columns.add(Column.number("failed"));
        }
        if (silent) {
            columns.add(Column.number("not judged"));
        }
        var table = new Table(columns.toArray(Column[]::new));
        for (Metric metric : run.metrics()) {
            Interval interval = metric.interval();
            var cells = new ArrayList<>(List.of(
                    metric.name(),
                    Amount.metric(metric.value()),
                    interval == null ? "-" : Amount.metric(interval.low()) + " – " + Amount.metric(interval.high()),
                    Amount.metric(metric.detectable()),
                    Amount.count(metric.scored())));
            if (failed) {
                cells.add(Amount.count(metric.failed()));
            }
            if (silent) {
                cells.add(Amount.count(metric.silent()));
            }
            table.row(cells.toArray(String[]::new));
        }
        table.print(terminal, "  ");
        if (silent) {
            terminal.text(
                    "  Not judged: turns or sessions that a scorer has nothing to say about, as nothing it looks at was"
                            + " expected of them.");
        }
        if (run.metrics().stream().anyMatch(metric -> metric.detectable() != null)) {
            terminal.text(
                    "  Detects: the smallest difference to another run of as many cases that would be found in 80 of"
                            + " 100 such pairs of runs.");
        }
        spreads();
        plumbing();
    }

    /** Where the differences between values come from. */
    private void spreads() {
        var table = new Table(
                Column.whole("spread of"), Column.number("cases"), Column.number("trials"), Column.number("judge"));
        boolean any = false;
        for (Metric metric : run.metrics()) {
            Spread spread = metric.spread();
            if (spread != null && spread.total() > 0) {
                any = true;
                table.row(
                        metric.name(),
                        share(spread.cases(), spread.total()),
                        share(spread.trials(), spread.total()),
                        share(spread.judge(), spread.total()));
            }
        }
        if (any) {
            terminal.line();
            table.print(terminal, "  ");
        }
    }

    private static String share(@Nullable Double part, double total) {
        return part == null ? "-" : String.format(Locale.ROOT, "%.0f %%", 100 * part / total);
    }

    private void plumbing() {
        List<String> ended = run.counts().entrySet().stream()
                .filter(each -> StopReason.of(each.getKey(), "").isPlumbing())
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + " " + each.getValue())
                .toList();
        if (!ended.isEmpty()) {
            terminal.text("  Plumbing ended sessions, which says little about the agent's answers: "
                    + String.join(", ", ended) + ".");
        }
    }

    /** Whose verdicts they are, and whether anybody compared them with persons'. */
    public void judges() {
        List<JudgeTrust> judges = JudgeTrust.of(store, run.runId());
        if (judges.isEmpty()) {
            return;
        }
        terminal.line();
        var table = new Table(
                Column.text("judged by a model"),
                Column.text("prompt"),
                Column.cut("model"),
                Column.text("calibration"));
        judges.forEach(each -> table.row(
                each.judge().scorer(),
                each.judge().promptVersion(),
                each.judge().model(),
                each.inWords()));
        table.print(terminal, "  ");
    }

    /** What the run's model calls took. */
    public void spend() {
        var spend = new EnumMap<Purpose, Spend>(Purpose.class);
        spend.putAll(store.runs().spend(run.runId()));
        if (spend.isEmpty()) {
            return;
        }
        terminal.line();
        var table = new SpendTable();
        Spend sum = Spend.NONE;
        for (var each : spend.entrySet()) {
            table.row(each.getKey().code(), each.getValue());
            sum = sum.plus(each.getValue());
        }
        if (spend.size() > 1) {
            table.row("together", sum);
        }
        table.print(terminal);
    }

    /** Sessions that somebody should look at, and why. Returns the first one's id, or an empty text. */
    public String faults() {
        return new RunFaults(terminal, store, run).print();
    }

    /** How many of its sessions ended in a failure. */
    public static long failures(RunRecord run) {
        return run.counts().entrySet().stream()
                .filter(each -> StopReason.of(each.getKey(), "").isFailure())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** What to call next. */
    public void next(List<String> commands) {
        terminal.line();
        String title = "Next  ";
        for (String command : commands) {
            terminal.line(title + command);
            title = "      ";
        }
    }
}
