package dev.rehearsal.cli;

import dev.rehearsal.cli.report.Json;
import dev.rehearsal.cli.terminal.Table;
import dev.rehearsal.cli.terminal.Table.Column;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.scorers.ScorerKind;
import dev.rehearsal.scorers.ScorerOption;
import dev.rehearsal.scorers.Scorers;
import dev.rehearsal.scoring.Need;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rehearse scorers list}. */
@Command(name = "list", description = "Lists the scorers that can be named, what they judge and what they need.")
final class ScorersListCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private ListOptions list = new ListOptions();

    ScorersListCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        List<ScorerKind> kinds = Scorers.kinds().stream().limit(list.limit()).toList();
        Terminal terminal = environment.terminal();
        if (list.json()) {
            Json.array(terminal, kinds.stream().map(ScorersListCommand::values));
            return 0;
        }
        var table = new Table(
                Column.text("scorer"), Column.text("judges"), Column.text("model"), Column.cut("what it says"));
        for (ScorerKind each : kinds) {
            boolean asks = each.needs().contains(Need.judgeModel());
            table.row(each.name(), level(each), asks ? "yes" : "-", each.description());
        }
        table.print(terminal, "");
        terminal.line();
        terminal.line("Use one with --scorer NAME, or under 'scorers:' in a run file, where it takes options.");
        return 0;
    }

    private static String level(ScorerKind kind) {
        return switch (kind.level()) {
            case TURN -> "turns";
            case SESSION -> "sessions";
            case EITHER -> "either";
        };
    }

    private static Map<String, @Nullable Object> values(ScorerKind kind) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("scorer", kind.name());
        values.put("judges", level(kind));
        values.put("values", kind.values());
        values.put("needs", kind.needs().stream().map(Need::text).toList());
        values.put("description", kind.description());
        values.put(
                "options",
                kind.options().stream().map(ScorersListCommand::option).toList());
        return values;
    }

    private static Map<String, @Nullable Object> option(ScorerOption option) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("name", option.name());
        values.put("type", option.type());
        values.put("default", option.otherwise());
        values.put("description", option.description());
        return values;
    }
}
