package dev.rehearsal.cli;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.demo.DemoAgents;
import dev.rehearsal.demo.DemoCases;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.formats.cases.CaseFiles;
import dev.rehearsal.formats.cases.CaseFormat;
import dev.rehearsal.mlflow.MlflowServer;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.model.Prices;
import dev.rehearsal.simulation.UserProvider;
import dev.rehearsal.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rehearse demo}. */
@Command(
        name = "demo",
        description = {
            "Rehearses a sample agent: the order desk of a small online shop, with tools over a database.",
            "A model plays its customers, judges, and runs the desk, where there is one; else all of them follow rules."
        })
final class DemoCommand implements Callable<Integer> {
    private static final int SLOW_CASES = 3;
    private static final String MOST_USD = "0.50";
    private static final String FORGETFUL_DESK = "demo:/forgetful-desk";
    private static final List<String> SCORERS = List.of(
            "blame",
            "conversation_completeness",
            "expected_answer",
            "expected_tool_call",
            "no_repeated_answer",
            "safety");

    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Option(names = "--offline", description = "Ask no model, whatever there is.")
    private boolean offline;

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "This model, for example openai:/gpt-4o-mini or local:/qwen2.5-coder-1.5b.")
    private @Nullable String model;

    @Option(names = "--forgetful", description = "With a broken desk that forgets what was said: the scores fall.")
    private boolean forgetful;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Play it as it was played with this seed (default: random).")
    private @Nullable Long seed;

    @Option(
            names = "--mlflow",
            paramLabel = "URL",
            description = "Publish it to this MLflow server too, to see what it is like there.")
    private @Nullable String mlflow;

    DemoCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        // a server that only the environment names is for the team's own work
        Optional<MlflowServer> server =
                Optional.ofNullable(mlflow).map(text -> MlflowOption.parse(text, environment.variables()));
        DemoModel chosen = DemoModel.choose(model, offline, environment);
        TestCases cases = cases(chosen);
        RunConfig config = config(chosen, cases.size().orElse(1L));
        Evaluation evaluation = Evaluation.from(config, cases, Store.inMemory(), environment.modelSettings());
        try (Store open = store.open()) {
            describe(chosen, cases);
            try (var publishing = RunPublishing.to(server, environment, store, new MlflowOption(), open)) {
                return new WatchedRun(environment, store, open)
                        .publishing(publishing)
                        .run(evaluation);
            }
        }
    }

    /** All of them, or a few where the model is on this machine and takes its time. */
    private static TestCases cases(DemoModel chosen) {
        TestCases all = CaseFiles.parse("demo", CaseFormat.YAML, DemoCases.yaml());
        if (!chosen.isSlow()) {
            return all;
        }
        try (Stream<CaseItem> items = all.open()) {
            List<TestCase> first = items.limit(SLOW_CASES)
                    .map(item -> ((CaseItem.Valid) item).testCase())
                    .toList();
            return TestCases.of(first);
        }
    }

    private RunConfig config(DemoModel chosen, long cases) {
        var agent = new LinkedHashMap<String, Object>();
        agent.put("target", forgetful ? FORGETFUL_DESK : DemoAgents.ORDER_DESK);
        if (isModel(chosen) && !forgetful) {
            agent.put("model", chosen.uri());
        }
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("experiment", "demo");
        values.put("agent", agent);
        values.put("agent_version", Rehearse.version());
        values.put("user_model", chosen.uri());
        values.put("max_turns", chosen.isSlow() ? 5 : 10);
        values.put("seed", seed);
        values.put("scorers", SCORERS);
        values.put("allow_failures", Math.max(0, cases - 1));
        if (Prices.bundled().of(chosen.uri()).isPresent()) {
            values.put("budget", Map.of("usd", MOST_USD));
        }
        return RunConfig.from(Attributes.from(values));
    }

    private static boolean isModel(DemoModel chosen) {
        return UserProvider.find(ModelUri.parse(chosen.uri())).isEmpty();
    }

    private void describe(DemoModel chosen, TestCases cases) {
        var terminal = environment.terminal();
        boolean asksModel = isModel(chosen);
        terminal.note("A small online shop's order desk, rehearsed with "
                + cases.size().orElse(0L) + " customers.");
        terminal.note("  model   " + chosen.uri() + " (" + chosen.why() + ")");
        if (!asksModel) {
            terminal.note(
                    "          Customers and desk follow rules" + (forgetful ? ", and the desk forgets" : "") + ".");
        } else {
            String desk = forgetful ? " and judges; the desk follows rules and forgets" : ", runs the desk and judges";
            terminal.note("          It plays the customers" + desk
                    + (chosen.isSlow() ? "." : "; $" + MOST_USD + " at most."));
        }
        terminal.note("  kept in " + store.place());
    }
}
