package dev.rehearsal.cli;

import dev.rehearsal.cli.report.Json;
import dev.rehearsal.cli.report.Shares;
import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Table;
import dev.rehearsal.cli.terminal.Table.Column;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.formats.labels.LabelFile;
import dev.rehearsal.scoring.JudgedBy;
import dev.rehearsal.statistics.Agreement;
import dev.rehearsal.statistics.Estimate;
import dev.rehearsal.statistics.Interval;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import dev.rehearsal.trust.Calibrating;
import dev.rehearsal.trust.Disagreement;
import dev.rehearsal.trust.JudgeCalibration;
import dev.rehearsal.trust.Label;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse judge calibrate}. */
@Command(name = "calibrate", description = "Compares the judges of a run with persons, and keeps how far they agree.")
final class JudgeCalibrateCommand implements Callable<Integer> {
    private static final int MOST_DISAGREEMENTS = 10;

    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Parameters(
            paramLabel = "RUN",
            arity = "0..1",
            defaultValue = "latest",
            description =
                    "The run whose verdicts are compared: its id, the beginning of it, or 'latest' (the default).")
    private String run = "latest";

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description =
                    "A CSV file with the columns session_id, turn (blank for the session), scorer, value. Without it, what"
                            + " persons said in the store is taken.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Write one JSON array.")
    private boolean json;

    JudgeCalibrateCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        List<Label> read = file == null ? List.of() : LabelFile.read(file);
        try (Store open = store.existing()) {
            RunRecord found = Found.run(open, run);
            Calibrating calibrating = Calibrating.of(open, found.runId());
            List<JudgeCalibration> compared = calibrating.compare(file == null ? calibrating.labels() : read);
            Instant now = Instant.now();
            compared.forEach(each -> open.write(new Change.Calibrated(each.toKeep(now))));
            if (json) {
                Json.array(environment.terminal(), compared.stream().map(JudgeCalibrateCommand::values));
            } else {
                compared.forEach(this::print);
            }
        }
        return ExitCode.PASSED;
    }

    private void print(JudgeCalibration each) {
        Terminal terminal = environment.terminal();
        Agreement agreement = each.agreement();
        JudgedBy judge = each.judge();
        terminal.line(judge.scorer() + " (" + judge.promptVersion() + ") by " + judge.model() + ", on "
                + Amount.of(each.labels(), "label")
                + (each.withoutVerdict() == 0
                        ? ""
                        : "; " + Amount.count(each.withoutVerdict()) + " more have no verdict of this judge"));
        line(
                "agreement",
                Shares.percent(agreement.agreed().value()) + " "
                        + Shares.between(agreement.agreed().interval()));
        line(
                "always the same",
                Shares.percent(agreement.alwaysTheSame()) + " by always saying what persons say most often");
        line("kappa", kappa(agreement));
        String judged = each.judged().map(JudgeCalibrateCommand::number).orElse("-");
        line("judge's mean", judged + " of all " + Amount.of(each.verdicts(), "verdict"));
        line(
                "corrected mean",
                each.corrected()
                        .map(JudgeCalibrateCommand::corrected)
                        .orElse("- (takes numbers, two labels and two" + " verdicts without one)"));
        terminal.line();
        table(agreement).print(terminal, "  ");
        terminal.line();
        disagreements(each.disagreements());
    }

    private void disagreements(List<Disagreement> all) {
        if (all.isEmpty()) {
            return;
        }
        Terminal terminal = environment.terminal();
        var table = new Table(
                Column.text("they disagree on"),
                Column.number("turn"),
                Column.text("persons say"),
                Column.text("judge says"));
        all.stream()
                .limit(MOST_DISAGREEMENTS)
                .forEach(each -> table.row(
                        each.label().session(),
                        each.label().turn() == 0
                                ? "-"
                                : String.valueOf(each.label().turn()),
                        each.label().value(),
                        each.verdict()));
        table.print(terminal, "  ");
        if (all.size() > MOST_DISAGREEMENTS) {
            terminal.line("  and " + Amount.count(all.size() - MOST_DISAGREEMENTS) + " more (--json)");
        }
        terminal.line();
    }

    private static Map<String, Object> values(Disagreement each) {
        var values = new LinkedHashMap<String, Object>();
        values.put("session_id", each.label().session());
        values.put("turn", each.label().turn());
        values.put("label", each.label().value());
        values.put("verdict", each.verdict());
        return values;
    }

    private void line(String name, String value) {
        environment.terminal().line(String.format(Locale.ROOT, "  %-17s%s", name, value));
    }

    private static String kappa(Agreement agreement) {
        Double kappa = agreement.kappa();
        return kappa == null
                ? "not defined: persons and judge said the same single thing of everything"
                : number(kappa) + between(agreement.kappaInterval());
    }

    private static String corrected(Estimate estimate) {
        return number(estimate.value()) + between(estimate.interval()) + " as persons would say of all";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String between(@Nullable Interval interval) {
        return interval == null ? "" : " (" + number(interval.low()) + " – " + number(interval.high()) + ")";
    }

    private static Table table(Agreement agreement) {
        var columns = new ArrayList<Column>();
        columns.add(Column.text("persons say \\ judge says"));
        agreement.categories().forEach(category -> columns.add(Column.number(category)));
        columns.add(Column.number("share"));
        var table = new Table(columns.toArray(Column[]::new));
        for (int i = 0; i < agreement.categories().size(); i++) {
            String category = agreement.categories().get(i);
            var cells = new ArrayList<String>();
            cells.add(category);
            agreement.table().get(i).forEach(count -> cells.add(Amount.count(count)));
            cells.add(Shares.percent(agreement.firstRate(category)));
            table.row(cells.toArray(String[]::new));
        }
        var shares = new ArrayList<String>();
        shares.add("share");
        agreement.categories().forEach(category -> shares.add(Shares.percent(agreement.secondRate(category))));
        shares.add("");
        table.row(shares.toArray(String[]::new));
        return table;
    }

    private static Map<String, @Nullable Object> values(JudgeCalibration each) {
        Agreement agreement = each.agreement();
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("scorer", each.judge().scorer());
        values.put("prompt_version", each.judge().promptVersion());
        values.put("model", each.judge().model());
        values.put("labels", each.labels());
        values.put("labels_without_verdict", each.withoutVerdict());
        values.put("verdicts", each.verdicts());
        values.put("agreement", agreement.agreed().value());
        values.put("agreement_interval", ends(agreement.agreed().interval()));
        values.put("always_the_same", agreement.alwaysTheSame());
        values.put("kappa", agreement.kappa());
        values.put("kappa_interval", ends(agreement.kappaInterval()));
        values.put("categories", agreement.categories());
        values.put("table", agreement.table());
        values.put("judged_mean", each.judged().orElse(null));
        values.put("corrected_mean", each.corrected().map(Estimate::value).orElse(null));
        values.put(
                "corrected_interval",
                each.corrected()
                        .map(Estimate::interval)
                        .map(JudgeCalibrateCommand::ends)
                        .orElse(null));
        values.put(
                "disagreements",
                each.disagreements().stream().map(JudgeCalibrateCommand::values).toList());
        return values;
    }

    private static @Nullable List<Double> ends(@Nullable Interval interval) {
        return interval == null ? null : List.of(interval.low(), interval.high());
    }
}
