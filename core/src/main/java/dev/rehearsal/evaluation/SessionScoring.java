package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.InvalidInputException;
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
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Scores the sessions of a stored run again, without an agent. It is a run of its own, of kind {@code score}; what earlier scorers found
 * stays beside it.
 */
public final class SessionScoring {
    private final Store store;
    private final RunRecord scored;
    private ModelClients models =
            new ModelClients(ModelSettings.fromEnvironment(), ModelLimits.DEFAULT, Prices.bundled());
    private List<Scorer> scorers = List.of();
    private @Nullable String judgeUri;
    private @Nullable Model judgeModel;
    private ModelParameters judgeParameters = RunConfig.DEFAULT.judgeParameters();
    private int judgeRepeats = RunConfig.DEFAULT.judgeRepeats();
    private List<Bound> gate = List.of();
    private RunListener listener = event -> {};
    private Cancellation cancellation = new Cancellation();

    private SessionScoring(Store store, RunRecord scored) {
        this.store = store;
        this.scored = scored;
    }

    /** @throws InvalidInputException if there is no such run in the store */
    public static SessionScoring of(Store store, RunId runId) {
        return new SessionScoring(
                store,
                store.runs()
                        .find(runId.value())
                        .orElseThrow(() -> new InvalidInputException("run " + runId, "is not in " + store.location())));
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

    /**
     * Scores every counted session of the run and sums up.
     *
     * @throws InvalidInputException if there are no scorers
     */
    public EvaluationResult run() {
        if (scorers.isEmpty()) {
            throw new InvalidInputException("scorers", "there are none; name at least one");
        }
        ModelClient judge = judge();
        var setup = new RunSetup(
                Panel.of(scorers, judge, judgeParameters, judgeRepeats),
                store,
                scored.experiment(),
                scored.agentVersion(),
                configuration(judge),
                gate,
                0,
                listener,
                cancellation,
                models.secrets(),
                Clock.systemUTC());
        return new ScoringRun(setup, scored, models.limits().concurrency()).run();
    }

    private @Nullable ModelClient judge() {
        if (judgeModel != null) {
            return models.of(judgeModel);
        }
        return judgeUri == null ? null : models.of(judgeUri);
    }

    private Attributes configuration(@Nullable ModelClient judge) {
        var values = new LinkedHashMap<String, Object>();
        values.put("experiment", scored.experiment());
        values.put("scored_run", scored.runId().value());
        values.put("judge_model", judge == null ? "none" : judge.name());
        values.put("scorers", scorers.stream().map(Scorer::name).toList());
        return Attributes.from(values);
    }
}
