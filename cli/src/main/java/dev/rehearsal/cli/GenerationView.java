package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.cli.terminal.Table;
import dev.rehearsal.cli.terminal.Table.Column;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.generation.Diversity;
import dev.rehearsal.generation.GeneratedCases;
import dev.rehearsal.generation.GeneratedCases.Cluster;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a generation came to, for people and for programs. */
final class GenerationView {
    private static final int MOST_FAILURES = 20;

    private final Terminal terminal;
    private final GeneratedCases generated;

    GenerationView(Terminal terminal, GeneratedCases generated) {
        this.terminal = terminal;
        this.generated = generated;
    }

    void print() {
        if (!generated.cases().isEmpty()) {
            var table = new Table(
                    Column.text("case"), Column.number("stands for"), Column.number("alike"), Column.cut("goal"));
            generated
                    .cases()
                    .forEach(each -> table.row(
                            each.testCase().caseId().value(),
                            Amount.count(each.cluster().sources().size()),
                            likeness(each.cluster()),
                            each.testCase().goal()));
            table.print(terminal, "  ");
            terminal.line();
        }
        if (!generated.leftOut().isEmpty()) {
            terminal.text("Left out, as fewer cases were wanted:");
            generated
                    .leftOut()
                    .forEach(each -> terminal.text(
                            "  " + Amount.of(each.sources().size(), "source") + ": " + Plain.line(each.goal()) + " ("
                                    + Plain.line(String.join(", ", each.sources())) + ")"));
            terminal.line();
        }
        failures();
        Diversity diversity = generated.diversity();
        terminal.text(Amount.of(generated.cases().size(), "case") + " of "
                + Amount.of(
                        generated.cases().stream()
                                .mapToInt(each -> each.cluster().sources().size())
                                .sum(),
                        "source")
                + String.format(
                        Locale.ROOT,
                        ", mean distance %.2f, as different as %.1f that have nothing in common",
                        diversity.meanDistance(),
                        diversity.effectiveCases())
                + "; " + Amount.of(generated.spend().calls(), "call") + ", "
                + Amount.of(generated.spend().usage().totalTokens(), "token") + ", "
                + Amount.cost(generated.spend().usd()) + ".");
    }

    private void failures() {
        if (generated.failures().isEmpty()) {
            return;
        }
        terminal.text("No case could be made of:");
        generated.failures().stream()
                .limit(MOST_FAILURES)
                .forEach(each -> terminal.text("  " + Plain.line(each.source() + ": " + each.why())));
        if (generated.failures().size() > MOST_FAILURES) {
            terminal.text("  and " + (generated.failures().size() - MOST_FAILURES) + " more");
        }
        terminal.line();
    }

    private static String likeness(Cluster cluster) {
        return cluster.sources().size() == 1 ? "" : String.format(Locale.ROOT, "%.2f", cluster.likeness());
    }

    /** All of it as a JSON object, on one line. */
    static String json(GeneratedCases generated) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put(
                "cases",
                generated.cases().stream()
                        .map(each -> {
                            Map<String, Object> value = of(each.cluster());
                            value.put("case_id", each.testCase().caseId().value());
                            return value;
                        })
                        .toList());
        values.put(
                "left_out", generated.leftOut().stream().map(GenerationView::of).toList());
        values.put(
                "failures",
                generated.failures().stream()
                        .map(each -> Map.of("source", each.source(), "why", each.why()))
                        .toList());
        values.put("not_asked", generated.notAsked());
        values.put("mean_distance", generated.diversity().meanDistance());
        values.put("effective_cases", generated.diversity().effectiveCases());
        values.put("calls", generated.spend().calls());
        values.put("tokens", generated.spend().usage().totalTokens());
        values.put("cost", generated.spend().usd());
        return Attributes.from(values).toJson();
    }

    private static Map<String, Object> of(Cluster cluster) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("goal", cluster.goal());
        value.put("sources", List.copyOf(cluster.sources()));
        value.put("likeness", cluster.likeness());
        return value;
    }
}
