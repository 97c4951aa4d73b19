package dev.rehearsal.cli.report;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.cli.terminal.Style;
import dev.rehearsal.cli.terminal.Table;
import dev.rehearsal.cli.terminal.Table.Column;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.comparison.CaseChange;
import dev.rehearsal.comparison.Comparison;
import dev.rehearsal.comparison.Difference;
import dev.rehearsal.formats.report.RunValues;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.statistics.Interval;
import dev.rehearsal.store.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A comparison for people: what differs, by how much, whether that is more than noise, and in which cases. */
public final class ComparisonView {
    private static final int MOST_NAMED = 10;
    private static final int WIDE = 100;

    private final Terminal terminal;
    private final Comparison comparison;

    public ComparisonView(Terminal terminal, Comparison comparison) {
        this.terminal = terminal;
        this.comparison = comparison;
    }

    /** Writes it; what to call next begins with the command and ends with the store. */
    public void print(String command, String store) {
        run("A", comparison.first());
        run("B", comparison.second());
        terminal.line("  " + Amount.of(comparison.cases(), "case") + " in both");
        named("Cases only in A", comparison.onlyInFirst());
        named("Cases only in B", comparison.onlyInSecond());
        named("Scored only in A", comparison.onlyScoredInFirst());
        named("Scored only in B", comparison.onlyScoredInSecond());
        table();
        comparison.differences().forEach(this::inWords);
        next(command, store);
    }

    private void run(String name, RunRecord run) {
        String failed = run.counts().entrySet().stream()
                .filter(each -> StopReason.of(each.getKey(), "").isFailure())
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
        long all = run.counts().values().stream().mapToLong(Long::longValue).sum();
        terminal.line(terminal.styled(Style.BOLD, name) + "  run "
                + Plain.line(run.runId().value()) + ", "
                + Plain.line(RunValues.agent(run)) + ", " + Amount.of(all, "session")
                + (failed.isEmpty() ? "" : ", of which failed: " + failed));
    }

    private void named(String title, List<String> names) {
        if (!names.isEmpty()) {
            String more = names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more (--json)" : "";
            terminal.text("  " + title + ": "
                    + Plain.line(
                            String.join(", ", names.stream().limit(MOST_NAMED).toList())) + more);
        }
    }

    private void table() {
        terminal.line();
        boolean wide = terminal.columns() >= WIDE;
        var columns = new ArrayList<>(
                List.of(Column.whole("metric"), Column.number("A"), Column.number("B"), Column.number("B - A")));
        if (wide) {
            columns.add(Column.number("95 % interval"));
        }
        columns.addAll(List.of(Column.number("p"), Column.text("verdict")));
        var table = new Table(columns.toArray(Column[]::new));
        for (Difference each : comparison.differences()) {
            var cells = new ArrayList<>(List.of(
                    each.metric(),
                    Amount.metric(each.first()),
                    Amount.metric(each.second()),
                    signed(each.difference())));
            if (wide) {
                cells.add(interval(each));
            }
            cells.addAll(List.of(chance(each.adjusted()), each.verdict()));
            table.row(cells.toArray(String[]::new));
        }
        table.print(terminal, "  ");
        if (comparison.differences().size() > 1) {
            terminal.text("  p is corrected for " + comparison.differences().size()
                    + " metrics (Holm); each interval is of its metric alone.");
        }
    }

    private static String interval(Difference each) {
        Interval interval = each.interval();
        return interval == null ? "-" : signed(interval.low()) + " to " + signed(interval.high());
    }

    private void inWords(Difference each) {
        if (each.rose().isEmpty() && each.fell().isEmpty() && each.unscoredFirst() + each.unscoredSecond() == 0) {
            return;
        }
        terminal.line();
        Style style = each.isNoise() ? Style.DIM : each.isRegression() ? Style.RED : Style.GREEN;
        terminal.line("  " + terminal.styled(Style.BOLD, Plain.line(each.metric())) + ": "
                + terminal.styled(style, each.verdict()) + detail(each));
        if (terminal.columns() < WIDE) {
            terminal.line("    B - A with 95 % confidence: " + interval(each));
        }
        each.noiseDespiteItsInterval().ifPresent(why -> terminal.text("    " + why));
        if (each.unscoredFirst() + each.unscoredSecond() > 0 || each.unpaired() > 0) {
            terminal.text("    could not be scored: " + each.unscoredFirst() + " in A, " + each.unscoredSecond()
                    + " in B; " + Amount.of(each.unpaired(), "case") + " left out, as scored in one run only");
        }
        cases(each.yesIsBetter() ? "worse" : "lower", each.fell());
        cases(each.yesIsBetter() ? "better" : "higher", each.rose());
    }

    private static String detail(Difference each) {
        if (!each.isNoise()) {
            return "";
        }
        return each.detectable() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; runs like these would show a difference from %.3f on in 80 of 100",
                        each.detectable());
    }

    private void cases(String title, List<CaseChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        terminal.line("    " + title + " in " + Amount.of(changes.size(), "case"));
        var table = new Table(Column.cut("case"), Column.number("A"), Column.number("B"), Column.text("session in B"));
        changes.stream()
                .limit(MOST_NAMED)
                .forEach(change -> table.row(
                        change.caseId(),
                        Amount.metric(change.first()),
                        Amount.metric(change.second()),
                        change.secondSessions().getFirst().value()));
        table.print(terminal, "      ");
        if (changes.size() > MOST_NAMED) {
            terminal.line("      and " + (changes.size() - MOST_NAMED) + " more (--json)");
        }
    }

    private void next(String command, String store) {
        comparison.differences().stream()
                .sorted((one, other) -> Double.compare(one.adjusted(), other.adjusted()))
                .flatMap(each -> (each.fell().isEmpty() ? each.rose() : each.fell()).stream())
                .findFirst()
                .ifPresent(change -> {
                    terminal.line();
                    terminal.line("Next  " + command + " sessions show "
                            + change.secondSessions().getFirst().value() + store);
                    terminal.line("      " + command + " sessions show "
                            + change.firstSessions().getFirst().value() + store);
                });
    }

    private static String chance(double probability) {
        return probability < 0.001 ? "<0.001" : String.format(Locale.ROOT, "%.3f", probability);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.3f", value);
    }
}
