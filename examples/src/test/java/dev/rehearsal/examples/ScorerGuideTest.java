package dev.rehearsal.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.scorers.ScorerKind;
import dev.rehearsal.scorers.ScorerOption;
import dev.rehearsal.scorers.Scorers;
import dev.rehearsal.scoring.Need;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** docs/scorers.md is made of the registry of scorers and of examples that are run; {@code -Dgolden=write} writes it anew. */
class ScorerGuideTest {
    private static final Dump YAML = new Dump(DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.AUTO)
            .setWidth(120)
            .setSplitLines(false)
            .build());
    private static final Path GUIDE = Path.of("../docs/scorers.md");

    static Stream<ScorerExample> examples() throws Exception {
        try (InputStream in = ScorerGuideTest.class.getResourceAsStream("scorers.yaml")) {
            var all = (List<?>) new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            return all.stream().map(each -> {
                var values = new LinkedHashMap<String, Object>();
                ((Map<?, ?>) each).forEach((name, value) -> values.put(name.toString(), value));
                return new ScorerExample(Attributes.from(values));
            });
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleGivesWhatThePageSays(ScorerExample example) throws Exception {
        assertThat(example.run()).as(example.scorer()).isEqualTo(example.gives());
    }

    @Test
    void pageHasEveryScorerAsItIs() throws Exception {
        String page = page(examples().toList());
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(GUIDE, page);
        }
        assertThat(examples().map(ScorerExample::scorer)).containsExactlyInAnyOrderElementsOf(Scorers.names());
        assertThat(Files.readString(GUIDE)).isEqualTo(page);
    }

    private static String page(List<ScorerExample> examples) throws Exception {
        var page = new StringBuilder("""
                # Scorers

                A scorer judges every turn or every session; its feedback has a value (yes or no, a number, a category, a text), a rationale, who gave it, and
                the versions of scorer and prompt, or an error. Names, values and meaning are MLflow's where MLflow has the scorer too. Each example below is run by a
                test; where a model judges, its reply is scripted there, so the example shows what is asked for and what becomes of it, not how good a model is: for
                that see [judges](judges.md).

                Name scorers with `--scorer NAME` on the command line, `scorers:` in a run file (by name, or a map with `name` and options), and by class or
                `Scorers.open(name, options)` in Java. Whatever asks a judge also takes `as` (another name for its feedback) and `model` (a judge of its own, by URI).
                `rehearse scorers list` shows them all.

                A scorer of your own is a lambda: `Scorer.turn("short", turn -> Feedback.yesNo("short", turn.output().length() < 80, ""))`, or
                `Scorer.session(…)`; the case's expectations are at hand (`turn.expectations()`). By a `ScorerProvider` (ServiceLoader) it has a name for files too.

                What is expected is what the test case says. Where a stored session is judged again (`rehearse score`, `rehearse resume`), what
                persons said on its page that they expect of it or of one of its turns counts too, and in the place of what the case says under
                the same name; a name's expectation of a turn comes before that of the session. What was withdrawn does not count, and the test
                case stays as it was.

                | scorer | judges | values | |
                |---|---|---|---|
                """);
        for (ScorerExample example : examples) {
            ScorerKind kind = Scorers.kind(example.scorer());
            page.append("| [")
                    .append(kind.name())
                    .append("](#")
                    .append(kind.name())
                    .append(") | ")
                    .append(level(kind))
                    .append(" | ")
                    .append(kind.values())
                    .append(" | ")
                    .append(kind.description())
                    .append(" |\n");
        }
        for (ScorerExample example : examples) {
            section(page, example);
        }
        return page.toString();
    }

    private static String level(ScorerKind kind) {
        return switch (kind.level()) {
            case TURN -> "turns";
            case SESSION -> "sessions";
            case EITHER -> "turns or sessions";
        };
    }

    private static void section(StringBuilder page, ScorerExample example) throws Exception {
        ScorerKind kind = Scorers.kind(example.scorer());
        page.append("\n## ").append(kind.name()).append('\n').append(kind.description());
        page.append(" Judges ")
                .append(level(kind))
                .append("; gives ")
                .append(kind.values())
                .append('.');
        String needs = kind.needs().stream().map(Need::text).collect(Collectors.joining(", "));
        page.append(needs.isEmpty() ? " Asks no model." : " Needs " + needs + ".")
                .append('\n');
        if (!example.note().isEmpty()) {
            page.append('\n').append(example.note()).append('\n');
        }
        List<ScorerOption> own = kind.options().stream()
                .filter(option -> !List.of("as", "model").contains(option.name()))
                .toList();
        if (!own.isEmpty()) {
            page.append("\n| option | | default | |\n|---|---|---|---|\n");
            own.forEach(option -> page.append("| `")
                    .append(option.name())
                    .append("` | ")
                    .append(option.type())
                    .append(" | ")
                    .append(option.otherwise())
                    .append(" | ")
                    .append(option.description())
                    .append(" |\n"));
        }
        page.append("\n```yaml\nscorers:\n").append(indented(spec(example)));
        if (!example.expectations().isEmpty()) {
            page.append("# the case\nexpectations:\n").append(indented(YAML.dumpToString(example.expectations())));
        }
        page.append("```\n\n");
        for (Map<?, ?> said : example.chat()) {
            page.append("> **user** ").append(said.get("user")).append("  \n");
            if (said.get("tools") instanceof List<?> tools) {
                tools.forEach(tool -> page.append("> **tool** `")
                        .append(call((Map<?, ?>) tool))
                        .append("`  \n"));
            }
            if (said.get("retrieved") instanceof List<?> documents) {
                documents.forEach(document ->
                        page.append("> **retrieved** ").append(document).append("  \n"));
            }
            page.append("> **agent** ").append(said.get("agent"));
            page.append(said.get("latency_ms") == null ? "" : " (after " + said.get("latency_ms") + " ms)")
                    .append("  \n");
        }
        page.append('\n');
        example.replies()
                .forEach(reply ->
                        page.append("The judge replies `").append(reply).append("`.  \n"));
        page.append(example.replies().isEmpty() ? "" : "\n").append("Feedback:\n");
        example.gives()
                .forEach(line ->
                        page.append("- ").append(line.replace("\n", "  \n  ")).append('\n'));
    }

    private static String call(Map<?, ?> tool) {
        return tool.get("name")
                + Attributes.of("a", tool.get("arguments")).toJson().replaceAll("^\\{\"a\":|}$", "") + " → "
                + tool.get("result");
    }

    private static String spec(ScorerExample example) throws Exception {
        if (example.options().isEmpty()) {
            return "- " + example.scorer() + "\n";
        }
        var values = new LinkedHashMap<String, Object>();
        values.put("name", example.scorer());
        example.options().forEach((name, value) -> values.put(name.toString(), value));
        return YAML.dumpToString(List.of(values));
    }

    private static String indented(String yaml) {
        return yaml.lines().map(line -> "  " + line + "\n").collect(Collectors.joining());
    }
}
