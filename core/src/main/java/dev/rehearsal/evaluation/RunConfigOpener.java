package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelRecorder;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Prices;
import dev.rehearsal.scorers.Scorers;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.SimulatorBuilder;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import dev.rehearsal.testing.RecordingModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Opens what a run's configuration describes: the evaluation, and the models and scorers by themselves. */
final class RunConfigOpener {
    private RunConfigOpener() {}

    /** @param objects puts what a description cannot say into the simulator */
    static Evaluation evaluation(
            RunConfig config, TestCases testCases, ModelSettings settings, Consumer<SimulatorBuilder> objects) {
        var faults = new ArrayList<Fault>();
        List<Scorer> scorers = orFaults(faults, () -> scorers(config));
        ConversationSimulator simulator = orFaults(faults, () -> simulator(config, testCases, settings, objects));
        AgentSpec agent = config.agent();
        Agent opened = agent == null
                ? null
                : orFaults(
                        faults,
                        () -> AgentProvider.openAny(
                                agent, simulator == null ? models(config, settings) : simulator.models()));
        if (scorers == null || simulator == null || !faults.isEmpty()) {
            if (opened != null) {
                opened.release();
            }
            throw new InvalidInputException(faults.stream().distinct().toList());
        }
        if (agent != null) {
            ContextNeeds.check(agent.systemPrompt(), testCases);
        }
        Evaluation evaluation = Evaluation.of(simulator)
                .scorers(scorers)
                .judgeModel(config.judgeModel())
                .judgeParameters(config.judgeParameters())
                .judgeRepeats(config.judgeRepeats())
                .experiment(config.experiment())
                .agentVersion(config.agentVersion())
                .gate(config.gate())
                .keepUserTurns(config.keepUserTurns())
                .baseline(config.baseline())
                .allowFailures(config.allowFailures())
                .configuration(snapshot(config, simulator));
        if (opened != null) {
            evaluation.agent(opened);
        }
        return evaluation;
    }

    /** What is opened, or null and its faults. */
    private static <T> @Nullable T orFaults(List<Fault> faults, Supplier<T> opening) {
        try {
            return opening.get();
        } catch (InvalidInputException e) {
            faults.addAll(e.faults());
            return null;
        }
    }

    static Evaluation resumed(Store store, RunId runId, ModelSettings settings) {
        RunRecord run = store.runs()
                .find(runId.value())
                .orElseThrow(() -> new InvalidInputException("run " + runId, "is not in " + store.location()));
        if (run.configuration().get("agent").isEmpty()) {
            throw new InvalidInputException(
                    "run " + runId,
                    "was started from a program, which has to resume it itself: Evaluation.of(simulator)…resume(runId).run()");
        }
        RunConfig config = RunConfig.from(run.configuration());
        return evaluation(config, new StoredCases(store, run.runId(), run.cases()), settings, builder -> {})
                .store(store)
                .resume(run.runId());
    }

    private static ConversationSimulator simulator(
            RunConfig config, TestCases testCases, ModelSettings settings, Consumer<SimulatorBuilder> objects) {
        SimulatorBuilder builder = ConversationSimulator.builder()
                .testCases(testCases)
                .maxTurns(config.maxTurns())
                .trials(config.trials())
                .userModel(config.userModel())
                .userParameters(config.userParameters())
                .goalCheckModel(config.goalCheckModel())
                .limits(config.limits())
                .spareMessages(config.spareMessages())
                .agentTimeout(config.agentTimeout())
                .agentLimits(config.agentLimits())
                .runBudget(config.budget())
                .sessionBudget(config.sessionBudget())
                .modelSettings(settings.withAllowedProviders(config.allowedProviders()));
        if (config.prices() != null) {
            builder.prices(Prices.read(Path.of(config.prices())));
        }
        if (config.record() != null) {
            builder.record(Path.of(config.record()));
        }
        if (config.seed() != null) {
            builder.seed(config.seed());
        }
        if (config.conversations() != null) {
            builder.conversations(config.conversations());
        }
        objects.accept(builder);
        return builder.build();
    }

    /** What is kept: the configuration with what was chosen for it. */
    private static Attributes snapshot(RunConfig config, ConversationSimulator simulator) {
        return snapshot(config).with("user_model", simulator.userName()).with("seed", simulator.seed());
    }

    /** What is kept of a configuration that nothing is chosen for. */
    static Attributes snapshot(RunConfig config) {
        Attributes kept = config.toAttributes();
        // a run may be resumed from another folder
        return config.record() == null
                ? kept
                : kept.with("record", Path.of(config.record()).toAbsolutePath().toString());
    }

    static ModelClients models(RunConfig config, ModelSettings settings) {
        return new ModelClients(
                settings.withAllowedProviders(config.allowedProviders()),
                config.limits(),
                prices(config),
                config.record() == null ? ModelRecorder.NONE : RecordingModel.all(Path.of(config.record())));
    }

    /** @throws InvalidInputException with every fault of the scorers and of the gate that looks at them */
    static List<Scorer> scorers(RunConfig config) {
        var faults = new ArrayList<Fault>();
        var scorers = new ArrayList<Scorer>();
        for (ScorerSpec spec : config.scorers()) {
            Scorer scorer = orFaults(faults, () -> Scorers.open(spec));
            if (scorer != null) {
                scorers.add(scorer);
            }
        }
        if (faults.isEmpty()) {
            Set<String> names = scorers.stream().map(Scorer::name).collect(Collectors.toCollection(TreeSet::new));
            config.gate().forEach(bound -> gateFault(bound, names).ifPresent(faults::add));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return scorers;
    }

    /** What is wrong with a bound on a scorer that does not run; what else it may look at is seen when there are metrics. */
    private static Optional<Fault> gateFault(Bound bound, Set<String> names) {
        String scorer = bound.scorer();
        if (names.contains(scorer)) {
            return Optional.empty();
        }
        Optional<String> near = Names.nearest(scorer, names);
        return near.isPresent() || Scorers.names().contains(scorer)
                ? Optional.of(new Fault(
                        "gate",
                        "looks at '" + scorer + "', which is not among the run's scorers ("
                                + (names.isEmpty() ? "there are none" : String.join(", ", names)) + ")"
                                + near.map(name -> "; did you mean '" + name + "'?")
                                        .orElse("; add it to them")))
                : Optional.empty();
    }

    private static Supplier<Prices> prices(RunConfig config) {
        if (config.prices() == null) {
            return Prices::bundled;
        }
        Prices table = Prices.read(Path.of(config.prices()));
        return () -> table;
    }
}
