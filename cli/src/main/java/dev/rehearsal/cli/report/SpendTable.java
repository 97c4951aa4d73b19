package dev.rehearsal.cli.report;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Table;
import dev.rehearsal.cli.terminal.Table.Column;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.model.Spend;

/** What model calls take: how many, tokens and money. */
public final class SpendTable {
    private final Table table = new Table(
            Column.text("model calls of"),
            Column.number("calls"),
            Column.number("tokens in"),
            Column.number("tokens out"),
            Column.number("cost"));

    /** @param whose what the calls are for, or {@code together} */
    public void row(String whose, Spend spend) {
        table.row(
                whose,
                Amount.count(spend.calls()),
                Amount.count(spend.usage().inputTokens()),
                Amount.count(spend.usage().outputTokens()),
                Amount.usd(spend.usd()));
    }

    public void print(Terminal terminal) {
        table.print(terminal, "  ");
    }
}
