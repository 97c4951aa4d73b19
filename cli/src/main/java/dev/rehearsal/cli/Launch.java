package dev.rehearsal.cli;

import dev.rehearsal.cli.flags.RunFlags;
import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.cli.terminal.Width;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.CaseFilter;
import dev.rehearsal.dataset.CaseSelection;
import dev.rehearsal.dataset.DatasetReference;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.formats.report.ReportFile;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.mlflow.MlflowDatasetProvider;
import dev.rehearsal.mlflow.MlflowServer;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.store.Store;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From files and flags to a run: what {@code evaluate} and {@code simulate} have in common. */
final class Launch {
    private static final int MOST_HINTS = 10;
    private static final String MLFLOW = "dataset:mlflow:";
    private static final String DIVERGENCE = "replay_divergence";

    private final Environment environment;
    private final Terminal terminal;
    private final StoreOption store;
    private final RunOptions options;
    private final RunFlags flags;
    private final boolean scoring;
    private Optional<MlflowServer> server = Optional.empty();

    /** @param scoring whether scorers judge */
    Launch(Environment environment, StoreOption store, RunOptions options, RunFlags flags, boolean scoring) {
        this.environment = environment;
        this.terminal = environment.terminal();
        this.store = store;
        this.options = options;
        this.flags = flags;
        this.scoring = scoring;
    }

    int run() {
        List<ReportFile> reports = options.reports();
        Inputs inputs = checked();
        store.otherwise(inputs.store());
        String dataset = inputs.dataset();
        if (dataset == null) {
            return run(inputs, inputs.testCases(), reports, null);
        }
        if (DatasetReference.isElsewhere(dataset)) {
            return run(inputs, elsewhere(dataset, inputs), reports, null);
        }
        try (Store open = store.existing()) {
            return run(inputs, open.datasets().cases(dataset), reports, open);
        }
    }

    private TestCases elsewhere(String dataset, Inputs inputs) {
        Optional<MlflowServer> named = options.mlflow().any(environment.variables(), inputs.mlflow());
        return dataset.startsWith(MLFLOW) && named.isPresent()
                ? MlflowDatasetProvider.open(dataset.substring(MLFLOW.length()), named.get())
                : Store.inMemory().datasets().cases(dataset);
    }

    /** @param source where the test cases are kept and the run shall be; null for a store that is not open yet */
    private int run(Inputs inputs, @Nullable TestCases testCases, List<ReportFile> reports, @Nullable Store source) {
        RunConfig config = config(inputs);
        server = options.mlflow().any(environment.variables(), inputs.mlflow());
        TestCases cases = chosen(testCases, config);
        Evaluation evaluation = Evaluation.from(config, cases, Store.inMemory(), environment.modelSettings())
                .failFast(options.failFast());
        hints(cases.hints());
        if (options.dryRun()) {
            new DryRun(terminal, config, evaluation).print();
            return ExitCode.PASSED;
        }
        if (source != null) {
            return keptIn(source, config, cases, evaluation, reports);
        }
        try (Store open = store.open()) {
            return keptIn(open, config, cases, evaluation, reports);
        }
    }

    private int keptIn(Store open, RunConfig config, TestCases cases, Evaluation evaluation, List<ReportFile> reports) {
        describe(config, cases, evaluation);
        try (var publishing = RunPublishing.to(server, environment, store, options.mlflow(), open)) {
            return new WatchedRun(environment, store, open)
                    .reports(reports)
                    .publishing(publishing)
                    .run(evaluation);
        }
    }

    /**
     * What files say.
     *
     * @throws InvalidInputException with every fault of the files, and of the flags too
     */
    private Inputs checked() {
        try {
            return inputs();
        } catch (InvalidInputException e) {
            var faults = new ArrayList<>(e.faults());
            try {
                flags.over(RunConfig.DEFAULT.with(Attributes.of("agent", "demo:/order-desk")));
            } catch (InvalidInputException more) {
                faults.addAll(more.faults());
            }
            throw new InvalidInputException(faults);
        }
    }

    private Inputs inputs() {
        String retried = options.retryFailed();
        if (retried == null) {
            if (options.files().isEmpty() && flags.keepsUserTurns()) {
                return Inputs.NONE;
            }
            if (options.files().isEmpty()) {
                throw new InvalidInputException(
                        "", "name a file of test cases or a run file; 'rehearse init' writes one to start from");
            }
            return Inputs.read(options.files());
        }
        if (!options.files().isEmpty()) {
            throw new InvalidInputException(
                    "--retry-failed", "takes test cases and configuration from the run; name no file with it");
        }
        try (Store open = store.existing()) {
            return RetriedRun.read(open, retried);
        }
    }

    private RunConfig config(Inputs inputs) {
        RunConfig config = withUser(complete(flags.over(inputs.config())));
        AgentSpec agent = config.agent();
        if (agent != null
                && agent.systemPrompt().isEmpty()
                && !inputs.systemPrompt().isEmpty()) {
            config = withSystemPrompt(config, inputs.systemPrompt());
        }
        if (!scoring) {
            config = config.with(
                    Attributes.of("scorers", List.of()).with("gate", List.of()).with("baseline", null));
        }
        return scoring && config.keepUserTurns() != null ? withDivergence(config) : config;
    }

    /**
     * With the agent's version.
     *
     * @throws InvalidInputException if there is no agent
     */
    static RunConfig complete(RunConfig config) {
        if (config.agent() == null) {
            throw new InvalidInputException(
                    "--agent",
                    "is missing: a model (openai:/gpt-4o-mini), an address, process:COMMAND, java:CLASS, or demo:/order-desk to try it out");
        }
        return config.agentVersion().isEmpty()
                ? config.with(Attributes.of("agent_version", AgentVersion.here()))
                : config;
    }

    private RunConfig withUser(RunConfig config) {
        String kept = config.keepUserTurns();
        if (kept == null || config.userModel() != null) {
            return config;
        }
        try (Store open = store.existing()) {
            return EarlierUser.of(Found.run(open, kept), config);
        }
    }

    /** Where users' turns are said again, it is told where the agent answers otherwise than the one before. */
    static RunConfig withDivergence(RunConfig config) {
        if (config.scorers().stream().anyMatch(each -> each.name().equals(DIVERGENCE))) {
            return config;
        }
        var scorers = new ArrayList<Object>();
        config.scorers().forEach(each -> scorers.add(each.value()));
        scorers.add(DIVERGENCE);
        return config.with(Attributes.of("scorers", scorers));
    }

    private static RunConfig withSystemPrompt(RunConfig config, String systemPrompt) {
        var agent = new LinkedHashMap<String, @Nullable Object>();
        if (config.toAttributes().get("agent").orElse(null) instanceof Map<?, ?> described) {
            described.forEach((name, value) -> agent.put(name.toString(), value));
        }
        agent.put("system_prompt", systemPrompt);
        return config.with(Attributes.of("agent", agent));
    }

    private TestCases chosen(@Nullable TestCases given, RunConfig config) {
        String kept = config.keepUserTurns();
        TestCases all = given == null && kept != null ? casesOf(kept) : given;
        if (all == null) {
            throw new InvalidInputException(
                    String.join(", ", options.files()),
                    "has no 'test_cases', and no file of test cases is named beside it");
        }
        TestCases cases = all;
        String filter = options.filter();
        if (filter != null) {
            cases = CaseSelection.filtered(cases, CaseFilter.parse(filter));
        }
        Long sample = options.sample();
        return sample == null ? cases : CaseSelection.sampled(cases, sample, seed(config));
    }

    /** The cases of the run whose users speak again. */
    private TestCases casesOf(String named) {
        try (Store open = store.existing();
                Stream<TestCase> cases =
                        open.runs().cases(Found.run(open, named).runId())) {
            return TestCases.of(cases.toList());
        }
    }

    /** What draws the sample: the run's seed where one is given. */
    private static long seed(RunConfig config) {
        Long seed = config.seed();
        return seed == null ? new SecureRandom().nextLong() : seed;
    }

    private void hints(List<Fault> hints) {
        hints.stream().limit(MOST_HINTS).forEach(hint -> terminal.note("hint: " + Plain.line(hint.toString())));
        if (hints.size() > MOST_HINTS) {
            terminal.note("hint: and " + (hints.size() - MOST_HINTS) + " more of this kind");
        }
    }

    private void describe(RunConfig config, TestCases cases, Evaluation evaluation) {
        ConversationSimulator simulator = evaluation.simulator();
        String size = cases.size().map(count -> Amount.of(count, "case")).orElse("Cases as they come");
        String trials = config.trials() == 1 ? "" : " x " + config.trials() + " trials";
        terminal.note(size + trials + ", at most " + Amount.of(config.maxTurns(), "turn") + " each, kept in "
                + store.place());
        cases.dataset().ifPresent(used -> note("dataset", used.toString()));
        AgentSpec agent = config.agent();
        String version = config.agentVersion().isEmpty() ? "" : " (version " + config.agentVersion() + ")";
        note("agent", (agent == null ? "" : agent.target()) + version);
        note("user", simulator.userName() + UserNote.of(simulator.userName()));
        server.ifPresent(each -> note("mlflow", each.name()));
        if (config.record() != null) {
            note(
                    "record",
                    config.record() + " (replay it with recorded:/" + config.record() + " and --seed "
                            + simulator.seed() + ")");
        }
        if (scoring && config.scorers().isEmpty()) {
            note("scorers", "none; name some with --scorer, or nothing is judged");
        }
        Optional<ModelClient> judge = evaluation.judge();
        boolean asked = scoring && config.scorers().size() > evaluation.notRun().size();
        if (judge.isPresent() && asked) {
            note(
                    "judge",
                    judge.get().name() + (config.judgeModel() == null ? ", the user model, as no other is named" : ""));
        }
    }

    private void note(String what, String text) {
        String start = "  " + what + " ".repeat(8 - what.length());
        for (String line : Width.wrap(Plain.line(text), terminal.columns() - start.length())) {
            terminal.note(start + line);
            start = " ".repeat(start.length());
        }
    }
}
