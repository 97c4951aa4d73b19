package dev.rehearsal.cli;

import dev.rehearsal.cli.flags.RunFlags;
import dev.rehearsal.cli.flags.Section;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.evaluation.SessionScoring;
import dev.rehearsal.evaluation.StoredSessions;
import dev.rehearsal.formats.report.ReportFile;
import dev.rehearsal.mlflow.MlflowServer;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.model.Prices;
import dev.rehearsal.simulation.UserModels;
import dev.rehearsal.simulation.UserProvider;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse score}. */
@Command(
        name = "score",
        description =
                "Scores sessions that are there, with the scorers that you name; nothing is simulated. It is a run of its"
                        + " own, and what was found before stays.")
final class ScoreCommand implements Callable<Integer> {
    private final Environment environment;
    private final RunFlags flags = new RunFlags();

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private ReportOption reports = new ReportOption();

    @Mixin
    private MlflowOption mlflow = new MlflowOption();

    @Parameters(
            paramLabel = "WHAT",
            arity = "0..*",
            description = {
                "A run: its id, the id's beginning, or 'latest'. Or sessions: their ids. Or a file of transcripts (.jsonl), each"
                        + " line an object with 'messages'. Besides, a run file (.yaml) with scorers and judge."
            })
    private List<String> what = new ArrayList<>();

    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            description = "All sessions of an experiment; with a file of transcripts, the experiment to keep them in.")
    private @Nullable String experiment;

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
        List<ReportFile> files = reports.files();
        SessionsToScore named = SessionsToScore.of(what, experiment);
        RunConfig config = flags.over(named.config());
        Optional<MlflowServer> server = mlflow.any(environment.variables(), named.mlflow());
        try (Store open = named.needsStore() ? store.existing() : store.open()) {
            Optional<StoredSessions> stored = named.stored(open);
            stored.ifPresent(this::sayWhatIsLeftOut);
            SessionScoring scoring = stored.map(Evaluation::of).orElseGet(() -> named.ofTranscripts(open));
            List<RunRecord> runs = stored.map(StoredSessions::runs).orElse(List.of());
            String judge = judge(config, runs);
            scoring.describedBy(config.with(Attributes.of("judge_model", judge)), environment.modelSettings());
            try (var publishing = RunPublishing.to(server, environment, store, mlflow, open)) {
                return new WatchedRun(environment, store, open)
                        .reports(files)
                        .publishing(publishing)
                        .run(scoring);
            }
        }
    }

    private void sayWhatIsLeftOut(StoredSessions sessions) {
        if (sessions.unended() > 0) {
            environment
                    .terminal()
                    .note(sessions.unended() + " of "
                            + (sessions.unended() + sessions.sessions().size())
                            + " sessions have not ended and are left out; 'rehearse resume' goes on with their run.");
        }
    }

    /** The one that is named, else the one that judged before, else the model that played or plays the user. */
    private @Nullable String judge(RunConfig config, List<RunRecord> runs) {
        if (config.judgeModel() != null) {
            return config.judgeModel();
        }
        var models = new ModelClients(
                environment.modelSettings().withAllowedProviders(config.allowedProviders()),
                config.limits(),
                Prices.bundled());
        Stream<String> before = runs.stream()
                .flatMap(run -> run.configuration().text("judge_model").stream())
                .filter(judge -> !judge.equals("none"));
        Stream<String> users = Stream.concat(
                        Stream.concat(
                                runs.stream().flatMap(run -> run.configuration().text("user_model").stream()),
                                Optional.ofNullable(config.userModel()).stream()),
                        Optional.ofNullable(
                                environment.modelSettings().environment().get(UserModels.VARIABLE))
                                .stream())
                .filter(user -> user.matches("[a-z][a-z0-9_-]*:/.*")
                        && UserProvider.find(ModelUri.parse(user)).isEmpty()
                        && models.of(user).canJudge());
        return Stream.concat(before, users).findFirst().orElse(null);
    }
}
