package dev.rehearsal.cli;

import dev.rehearsal.cli.report.SpendTable;
import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.evaluation.RunEstimate;
import dev.rehearsal.model.Prices;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import java.util.EnumMap;

/** Says what a run may take at most, without a call. */
final class DryRun {
    private final Terminal terminal;
    private final RunConfig config;
    private final Evaluation evaluation;

    DryRun(Terminal terminal, RunConfig config, Evaluation evaluation) {
        this.terminal = terminal;
        this.config = config;
        this.evaluation = evaluation;
    }

    void print() {
        Prices prices = evaluation.simulator().models().prices();
        RunEstimate estimate = RunEstimate.of(
                config,
                evaluation.simulator().userName(),
                evaluation.simulator().testCases(),
                prices);
        terminal.text("Nothing was sent. At most, for " + Amount.of(estimate.sessions(), "session") + " of up to "
                + Amount.of(config.maxTurns(), "turn") + ":");
        terminal.line();
        var table = new SpendTable();
        ordered(estimate).forEach((purpose, spend) -> table.row(purpose.code(), spend));
        table.row("together", estimate.total());
        table.print(terminal);
        terminal.line();
        terminal.text("That is if every conversation goes on to its last turn, and a reply has "
                + Amount.count(RunEstimate.REPLY_TOKENS)
                + " tokens where nothing bounds it. Calls that have to be made again are not in it. Prices are of "
                + prices.asOf() + "; budgets (--budget-usd, --budget-tokens) hold in any case.");
        if (!evaluation.notRun().isEmpty()) {
            terminal.text("Not run, as there is no model that judges: " + String.join(", ", evaluation.notRun()));
        }
    }

    private static EnumMap<Purpose, Spend> ordered(RunEstimate estimate) {
        var ordered = new EnumMap<Purpose, Spend>(Purpose.class);
        ordered.putAll(estimate.spend());
        return ordered;
    }
}
