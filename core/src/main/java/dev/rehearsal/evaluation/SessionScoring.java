package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Budget;
import dev.rehearsal.model.Ledger;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Prices;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.simulation.Cancellation;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Scores sessions that are there, without an agent. It is a run of its own, of kind {@code score}; what earlier scorers found stays beside
 * what these find.
 */
public final class SessionScoring {
    private final ScoringSource source;
    private @Nullable Store store;
    private ModelClients models =
            new ModelClients(ModelSettings.fromEnvironment(), ModelLimits.DEFAULT, Prices.bundled());
    private List<Scorer> scorers = List.of();
    private @Nullable String judgeUri;
    private @Nullable Model judgeModel;
    private ModelParameters judgeParameters = RunConfig.DEFAULT.judgeParameters();
    private int judgeRepeats = RunConfig.DEFAULT.judgeRepeats();
    private @Nullable String experiment;
    private @Nullable String agentVersion;
    private Budget budget = Budget.NONE;
    private List<Bound> gate = List.of();
    private @Nullable Baseline baseline;
    private RunListener listener = event -> {};
    private Cancellation cancellation = new Cancellation();
    private @Nullable Attributes described;

    private SessionScoring(ScoringSource source, @Nullable Store store) {
        this.source = source;
        this.store = store;
    }

    /** @throws InvalidInputException if there is no such run in the store */
    public static SessionScoring of(Store store, RunId runId) {
        return of(StoredSessions.ofRun(store, runId));
    }

    public static SessionScoring of(StoredSessions sessions) {
        return new SessionScoring(new ScoringSource.Chosen(sessions), sessions.store());
    }

    public static SessionScoring of(RecordedSessions sessions) {
        return new SessionScoring(new ScoringSource.Recorded(sessions), null);
    }

    /**
     * A run of kind {@code score} that was stopped, to be gone on with; scorers and judge have to be those it began with.
     *
     * @throws InvalidInputException if there is no such run in the store
     */
    public static SessionScoring resume(Store store, RunId runId) {
        return new SessionScoring(ScoringSource.Begun.of(store, runId), store);
    }

    /**
     * The same by its description: scorers and judge are those that it stored.
     *
     * @throws InvalidInputException if there is no such run in the store, or its scorers were objects of a program
     */
    public static SessionScoring resume(Store store, RunId runId, ModelSettings settings) {
        ScoringSource.Begun begun = ScoringSource.Begun.of(store, runId);
        return new SessionScoring(begun, store).describedBy(begun.config(), settings);
    }

    /**
     * Takes scorers, judge, gate, budget and limits from a description, which is kept, so that the run can be resumed by it.
     *
     * @throws InvalidInputException if something cannot be opened
     */
    public SessionScoring describedBy(RunConfig config, ModelSettings settings) {
        described = RunConfigOpener.snapshot(config);
        return models(RunConfigOpener.models(config, settings))
                .scorers(RunConfigOpener.scorers(config))
                .judgeModel(config.judgeModel())
                .judgeParameters(config.judgeParameters())
                .judgeRepeats(config.judgeRepeats())
                .budget(config.budget())
                .gate(config.gate())
                .baseline(config.baseline());
    }

    /** A run of the same store that this one must not be worse than; null for none. */
    public SessionScoring baseline(@Nullable Baseline baseline) {
        this.baseline = baseline;
        return this;
    }

    public SessionScoring scorers(Scorer... scorers) {
        return scorers(Arrays.asList(scorers));
    }

    public SessionScoring scorers(List<Scorer> scorers) {
        this.scorers = List.copyOf(scorers);
        return this;
    }

    /** The model that judges, by URI; none unless said, as who judged before need not be at hand. */
    public SessionScoring judgeModel(@Nullable String uri) {
        this.judgeUri = uri;
        return this;
    }

    /** The model that judges. */
    public SessionScoring judgeModel(Model model) {
        this.judgeModel = model;
        return this;
    }

    /** How the judge model samples; temperature 0 unless said otherwise. */
    public SessionScoring judgeParameters(ModelParameters parameters) {
        this.judgeParameters = parameters;
        return this;
    }

    /**
     * How often each verdict of a judge is asked for; once unless said otherwise. The value is that which was given most often, or the mean
     * of numbers, and how often another asking gives another verdict is a metric, {@code <scorer>/flip_rate}.
     */
    public SessionScoring judgeRepeats(int times) {
        if (times < 1) {
            throw new InvalidInputException("judge_repeats", "is at least 1, found " + times);
        }
        this.judgeRepeats = times;
        return this;
    }

    /** How to reach models and what calls to them may take. */
    public SessionScoring models(ModelClients models) {
        this.models = models;
        return this;
    }

    /**
     * Where recorded sessions are kept; in memory unless said otherwise. The store stays open.
     *
     * @throws InvalidInputException if the sessions are in another store already
     */
    public SessionScoring store(Store store) {
        if (this.store != null && this.store != store) {
            throw new InvalidInputException(
                    "store", "the sessions are in " + this.store.location() + ", and are scored there");
        }
        this.store = store;
        return this;
    }

    /** The place for this and other runs; that of the scored sessions unless said otherwise. */
    public SessionScoring experiment(String experiment) {
        this.experiment = experiment;
        return this;
    }

    /** The version of the agent that the sessions are with; that of their run unless said otherwise. */
    public SessionScoring agentVersion(String agentVersion) {
        this.agentVersion = agentVersion;
        return this;
    }

    /** What the judge's calls may take, and the time. */
    public SessionScoring budget(Budget budget) {
        this.budget = budget;
        return this;
    }

    /** Bounds on metrics that decide whether the run passed. */
    public SessionScoring gate(List<Bound> bounds) {
        this.gate = List.copyOf(bounds);
        return this;
    }

    /** Is told what happens. */
    public SessionScoring listener(RunListener listener) {
        this.listener = listener;
        return this;
    }

    /** Stops the run from outside. */
    public SessionScoring cancellation(Cancellation cancellation) {
        this.cancellation = cancellation;
        return this;
    }

    /** The models that are used. */
    public ModelClients models() {
        return models;
    }

    /** The judge model, if there is one. */
    public Optional<ModelClient> judge() {
        if (judgeModel != null) {
            return Optional.of(models.of(judgeModel));
        }
        return Optional.ofNullable(judgeUri).map(models::of);
    }

    /**
     * Scores every session and sums up.
     *
     * @throws InvalidInputException if there are no scorers, or sessions cannot be taken: with every fault
     * @throws dev.rehearsal.store.StoreException if the store cannot keep the run; what it has kept can be resumed
     */
    public EvaluationResult run() {
        if (scorers.isEmpty()) {
            throw new InvalidInputException("scorers", "there are none; name at least one");
        }
        judge().ifPresent(each -> each.checkPriceFor(budget));
        scorers.forEach(scorer -> scorer.models().forEach(uri -> models.of(uri).checkPriceFor(budget)));
        Store used = store == null ? Store.inMemory() : store;
        return switch (source) {
            case ScoringSource.Chosen chosen ->
                scoring(used, chosen.sessions().size()).of(chosen.stored(), chosen.userName());
            case ScoringSource.Recorded(var recorded) -> {
                var intake = new RecordedIntake(recorded, used);
                RecordedIntake.Found found = intake.check();
                yield scoring(used, found.sessions()).of(intake, found);
            }
            case ScoringSource.Begun begun ->
                scoring(used, begun.count()).resumed(begun.run(), begun.count(), begun.userName());
        };
    }

    private ScoringRun scoring(Store used, long sessions) {
        ModelClient judge = judge().orElse(null);
        var setup = new RunSetup(
                Panel.of(scorers, judge, judgeParameters, judgeRepeats),
                used,
                experiment == null ? source.experiment() : experiment,
                agentVersion == null ? source.agentVersion() : agentVersion,
                configuration(judge, sessions),
                gate,
                BaselineCheck.of(baseline, used),
                0,
                listener,
                cancellation,
                models,
                Clock.systemUTC());
        // so that there is always a session whose calls can begin when another's end
        int sideBySide = 2 * models.limits().concurrency();
        return new ScoringRun(setup, sideBySide, Ledger.ofRun(budget), budget.time());
    }

    private Attributes configuration(@Nullable ModelClient judge, long sessions) {
        Attributes scored = source.origin()
                .with("count", sessions)
                .with("user_model", source.userName())
                .with("described", described != null);
        if (described != null) {
            return described.with(ScoringSource.SCORED, scored);
        }
        var values = new LinkedHashMap<String, Object>();
        values.put("judge_model", judge == null ? "none" : judge.name());
        values.put("scorers", scorers.stream().map(Scorer::name).toList());
        values.put(ScoringSource.SCORED, scored);
        return Attributes.from(values);
    }
}
