package dev.rehearsal.cli;

import dev.rehearsal.cli.flags.RunFlags;
import dev.rehearsal.cli.flags.Section;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.evaluation.SessionScoring;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelRecorder;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.model.Prices;
import dev.rehearsal.scorers.Scorers;
import dev.rehearsal.simulation.UserProvider;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import dev.rehearsal.testing.RecordingModel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rehearse score}. */
@Command(
        name = "score",
        description = "Scores the sessions of a run again, with the scorers that you name; nothing is simulated.")
final class ScoreCommand implements Callable<Integer> {
    private final Environment environment;
    private final RunFlags flags = new RunFlags();

    @Mixin
    private StoreOption store = new StoreOption();

    @Parameters(paramLabel = "RUN", description = "The run's id, the beginning of it, or 'latest'.")
    private String run = "";

    private ScoreCommand(Environment environment) {
        this.environment = environment;
    }

    static CommandLine of(Environment environment) {
        var command = new ScoreCommand(environment);
        var line = new CommandLine(command);
        command.flags.addTo(line.getCommandSpec(), Set.of(Section.SCORING, Section.CALLS));
        return line;
    }

    @Override
    public Integer call() {
        try (Store open = store.existing()) {
            RunRecord found = Found.run(open, run);
            RunConfig config = flags.over(RunConfig.DEFAULT);
            var models = new ModelClients(
                    environment.modelSettings().withAllowedProviders(config.allowedProviders()),
                    config.limits(),
                    config.prices() == null ? Prices.bundled() : Prices.read(Path.of(config.prices())),
                    config.record() == null ? ModelRecorder.NONE : RecordingModel.all(Path.of(config.record())));
            String judge = judge(config, found, models);
            ModelClient client = judge == null ? null : models.of(judge);
            SessionScoring scoring = SessionScoring.of(open, found.runId())
                    .models(models)
                    .judgeModel(judge)
                    .judgeParameters(config.judgeParameters())
                    .judgeRepeats(config.judgeRepeats())
                    .gate(config.gate())
                    .scorers(config.scorers().stream()
                            .map(spec -> Scorers.open(spec.name(), spec.options()))
                            .toList());
            return new WatchedRun(environment, store, open)
                    .run(
                            models,
                            client,
                            (listener, cancellation) -> scoring.listener(listener)
                                    .cancellation(cancellation)
                                    .run());
        }
    }

    /** The one that is named, else the one that judged before, else the model that played the user. */
    private static @Nullable String judge(RunConfig config, RunRecord found, ModelClients models) {
        if (config.judgeModel() != null) {
            return config.judgeModel();
        }
        String judged = found.configuration().text("judge_model").orElse("none");
        if (!judged.equals("none")) {
            return judged;
        }
        String user = found.configuration().text("user_model").orElse("");
        boolean isModel = user.matches("[a-z][a-z0-9_-]*:/.*")
                && UserProvider.find(ModelUri.parse(user)).isEmpty();
        return isModel && models.of(user).canJudge() ? user : null;
    }
}
