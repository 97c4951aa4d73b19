package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.Cancellation;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.SimulatorBuilder;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Simulates test cases against an agent and scores every turn and every session while it goes. Without a store the run stays in memory;
 * without scorers it is a simulation only.
 */
public final class Evaluation {
    private final ConversationSimulator simulator;
    private @Nullable Agent agent;
    private List<Scorer> scorers = List.of();
    private @Nullable ModelClient judge;
    private ModelParameters judgeParameters = RunConfig.DEFAULT.judgeParameters();
    private int judgeRepeats = RunConfig.DEFAULT.judgeRepeats();
    private @Nullable Store store;
    private String experiment = RunConfig.DEFAULT.experiment();
    private String agentVersion = "";
    private List<Bound> gate = List.of();
    private @Nullable Baseline baseline;
    private @Nullable String keptRun;
    private int allowFailures;
    private boolean failFast;
    private RunListener listener = event -> {};
    private Cancellation cancellation = new Cancellation();
    private @Nullable Attributes configuration;
    private @Nullable RunId resumed;

    private Evaluation(ConversationSimulator simulator) {
        this.simulator = simulator;
    }

    public static Evaluation of(ConversationSimulator simulator) {
        return new Evaluation(simulator);
    }

    /** Sessions of a store, to be scored without an agent; the runs that they are of stay as they are. */
    public static SessionScoring of(StoredSessions sessions) {
        return SessionScoring.of(sessions);
    }

    /** Conversations that took place elsewhere, to be scored without an agent; they become sessions of the run that scores them. */
    public static SessionScoring of(RecordedSessions sessions) {
        return SessionScoring.of(sessions);
    }

    /**
     * An evaluation by description: simulator, agent and scorers are opened by name.
     *
     * @throws InvalidInputException if something cannot be opened
     */
    public static Evaluation from(RunConfig config, TestCases testCases, Store store, ModelSettings settings) {
        return from(config, testCases, store, settings, builder -> {});
    }

    /**
     * The same with objects of the program in place of what only they can be, such as a model or a simulated user of one's own.
     *
     * @param objects puts them into the simulator
     * @throws InvalidInputException if something cannot be opened
     */
    public static Evaluation from(
            RunConfig config,
            TestCases testCases,
            Store store,
            ModelSettings settings,
            Consumer<SimulatorBuilder> objects) {
        return RunConfigOpener.evaluation(config, testCases, settings, objects).store(store);
    }

    /**
     * A stored run, to be gone on with: its test cases and its configuration are those that it stored.
     *
     * @throws InvalidInputException if there is no such run, or its agent was an object of the program that has to be given again
     */
    public static Evaluation resume(Store store, RunId runId, ModelSettings settings) {
        return RunConfigOpener.resumed(store, runId, settings);
    }

    /** The agent under test. */
    public Evaluation agent(Agent agent) {
        this.agent = agent;
        return this;
    }

    public Evaluation scorers(Scorer... scorers) {
        return scorers(Arrays.asList(scorers));
    }

    public Evaluation scorers(List<Scorer> scorers) {
        this.scorers = List.copyOf(scorers);
        return this;
    }

    /** The model that judges, by URI; the user model unless said otherwise. */
    public Evaluation judgeModel(@Nullable String uri) {
        this.judge = uri == null ? null : simulator.models().of(uri);
        return this;
    }

    /** The model that judges; the user model unless said otherwise. */
    public Evaluation judgeModel(Model model) {
        this.judge = simulator.models().of(model);
        return this;
    }

    /** How the judge model samples; temperature 0 unless said otherwise. */
    public Evaluation judgeParameters(ModelParameters parameters) {
        this.judgeParameters = parameters;
        return this;
    }

    /**
     * How often each verdict of a judge is asked for; once unless said otherwise. The value is that which was given most often, or the mean
     * of numbers, and how often another asking gives another verdict is a metric, {@code <scorer>/flip_rate}.
     */
    public Evaluation judgeRepeats(int times) {
        if (times < 1) {
            throw new InvalidInputException("judge_repeats", "is at least 1, found " + times);
        }
        this.judgeRepeats = times;
        return this;
    }

    /** Where the run is kept; in memory unless said otherwise. The store stays open. */
    public Evaluation store(Store store) {
        this.store = store;
        return this;
    }

    /** The place for this and other runs. */
    public Evaluation experiment(String experiment) {
        this.experiment = experiment;
        return this;
    }

    /** The version of the agent under test. */
    public Evaluation agentVersion(String agentVersion) {
        this.agentVersion = agentVersion;
        return this;
    }

    /** Bounds on metrics that decide whether the run passed. */
    public Evaluation gate(Bound... bounds) {
        return gate(Arrays.asList(bounds));
    }

    public Evaluation gate(List<Bound> bounds) {
        this.gate = List.copyOf(bounds);
        return this;
    }

    /** A run of the same store that this one must not be worse than; null for none. */
    public Evaluation baseline(@Nullable Baseline baseline) {
        this.baseline = baseline;
        return this;
    }

    /**
     * A run of the same store (its id, the beginning of it, or {@code latest}) whose users' turns are said again word for word, by case and
     * trial, in the place of simulated users: so that the agents of both can be compared. Null for none.
     */
    public Evaluation keepUserTurns(@Nullable String run) {
        this.keptRun = run;
        return this;
    }

    /** How many sessions may end in a failure where there is no gate; none unless said otherwise. */
    public Evaluation allowFailures(int failures) {
        this.allowFailures = failures;
        return this;
    }

    /** Whether the run stops at the first session that ends in a failure. */
    public Evaluation failFast(boolean failFast) {
        this.failFast = failFast;
        return this;
    }

    /** Is told what happens. */
    public Evaluation listener(RunListener listener) {
        RunListener before = this.listener;
        this.listener = event -> {
            before.on(event);
            listener.on(event);
        };
        return this;
    }

    /** Stops the run from outside. */
    public Evaluation cancellation(Cancellation cancellation) {
        this.cancellation = cancellation;
        return this;
    }

    /** Goes on with a stored run; simulator, agent and scorers have to be those it began with. */
    public Evaluation resume(RunId runId) {
        this.resumed = runId;
        return this;
    }

    Evaluation configuration(Attributes configuration) {
        this.configuration = configuration;
        return this;
    }

    /** The scorers that need a judge model where there is none. */
    public List<String> notRun() {
        return Panel.notRun(scorers, judge().isPresent());
    }

    /** The judge model: the one that was named, else the user model if it can judge. */
    public Optional<ModelClient> judge() {
        return judge != null ? Optional.of(judge) : simulator.userModel().filter(ModelClient::canJudge);
    }

    /** The judge model and those that scorers name themselves; a model that cannot be opened is told here. */
    private List<ModelClient> judges() {
        var judges = new ArrayList<ModelClient>();
        judge().ifPresent(judges::add);
        scorers.forEach(scorer ->
                scorer.models().forEach(uri -> judges.add(simulator.models().of(uri))));
        return judges;
    }

    /** The simulator. */
    public ConversationSimulator simulator() {
        return simulator;
    }

    /**
     * Runs to the end and sums up.
     *
     * @throws InvalidInputException if something is missing
     * @throws dev.rehearsal.store.StoreException if the store cannot keep the run; what it has kept can be resumed
     */
    public EvaluationResult run() {
        if (agent == null) {
            throw new InvalidInputException("agent", "there is none; give the agent under test");
        }
        for (ModelClient each : judges()) {
            each.checkPriceFor(simulator.runBudget());
            each.checkPriceFor(simulator.sessionBudget());
        }
        Store used = store == null ? Store.inMemory() : store;
        if (resumed == null) {
            CaseNeeds.check(scorers, simulator.testCases());
        }
        var kept = keptRun == null ? null : new KeptUserTurns(used, keptRun, simulator.trials());
        Attributes described = configuration == null ? ownConfiguration(agent) : named(configuration, agent);
        var setup = new RunSetup(
                panel(scorers),
                used,
                experiment,
                agentVersion,
                kept == null
                        ? described
                        : described.with("keep_user_turns", kept.runId().value()),
                gate,
                BaselineCheck.of(baseline, used),
                allowFailures,
                listener,
                cancellation,
                simulator.models(),
                Clock.systemUTC());
        return new EvaluationRun(setup, judged(), agent, failFast, kept).run(resumed);
    }

    /** The simulator, with the judge model for the criteria of scripts. */
    private ConversationSimulator judged() {
        return judge().map(each -> simulator.judgedBy(each, judgeParameters)).orElse(simulator);
    }

    /** An agent that is an object has no description; its name is kept. */
    private static Attributes named(Attributes configuration, Agent agent) {
        return configuration.get("agent").isPresent() ? configuration : configuration.with("agent_name", agent.name());
    }

    /** Scorers with this evaluation's judge. */
    Panel panel(List<Scorer> scorers) {
        return Panel.of(scorers, judge().orElse(null), judgeParameters, judgeRepeats);
    }

    private Attributes ownConfiguration(Agent agent) {
        var values = new LinkedHashMap<String, Object>();
        values.put("experiment", experiment);
        values.put("agent_name", agent.name());
        values.put("user_model", simulator.userName());
        values.put("judge_model", judge().map(ModelClient::name).orElse("none"));
        values.put("max_turns", simulator.maxTurns());
        values.put("trials", simulator.trials());
        values.put(
                "scorers",
                scorers.stream()
                        .map(scorer -> scorer.spec().map(ScorerSpec::value).orElse(scorer.name()))
                        .toList());
        return Attributes.from(values);
    }
}
