package dev.rehearsal.cli;

import dev.rehearsal.cli.report.Json;
import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Table;
import dev.rehearsal.cli.terminal.Table.Column;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.model.ModelProvider.Provider;
import dev.rehearsal.model.Models;
import dev.rehearsal.models.local.LocalModels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rehearse models list}. */
@Command(
        name = "list",
        description =
                "Lists where models come from, which of it this environment offers, and the models on this machine.")
final class ModelsListCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private ListOptions list = new ListOptions();

    ModelsListCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        List<Provider> providers =
                Models.providers().stream().limit(list.limit()).toList();
        if (list.json()) {
            Json.array(environment.terminal(), providers.stream().map(ModelsListCommand::values));
            return 0;
        }
        Terminal terminal = environment.terminal();
        var table = new Table(
                Column.text("provider"),
                Column.text("here"),
                Column.text("verified"),
                Column.cut("what it is"),
                Column.cut("reads"));
        for (Provider each : providers) {
            table.row(
                    each.name() + ":/",
                    each.ready() ? "ready" : "-",
                    each.verified() ? "yes" : "not verified",
                    each.description(),
                    String.join(", ", each.keys()));
        }
        table.print(terminal, "");
        terminal.line();
        local(terminal);
        terminal.line();
        terminal.text(
                "offline:/ is no model: it plays the simulated user by rules, judges nothing, and passes no gate.");
        terminal.line("A model is named <provider>:/<model>, for example openai:/gpt-4o-mini.");
        return 0;
    }

    private static Map<String, @Nullable Object> values(Provider provider) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("provider", provider.name());
        values.put("description", provider.description());
        values.put("keys", provider.keys());
        values.put("verified", provider.verified());
        values.put("ready", provider.ready());
        return values;
    }

    private void local(Terminal terminal) {
        var table = new Table(
                Column.text("local model"),
                Column.text("here"),
                Column.number("size"),
                Column.cut("what it is good for"));
        for (LocalModels.Listed each :
                LocalModels.of(environment.modelSettings()).list()) {
            table.row("local:/" + each.name(), each.present() ? "yes" : "-", Amount.bytes(each.size()), each.purpose());
        }
        table.print(terminal, "");
        terminal.line("Get one: rehearse models pull NAME");
    }
}
