package dev.rehearsal.cli;

import dev.rehearsal.cli.flags.RunFlags;
import dev.rehearsal.cli.flags.Section;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.Replay;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.mlflow.MlflowServer;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse replay}. */
@Command(
        name = "replay",
        description =
                "Says again to an agent what the user of a stored session said, word for word; or goes on from one of its"
                        + " turns.")
final class ReplayCommand implements Callable<Integer> {
    private final Environment environment;
    private final RunFlags flags = new RunFlags();

    @Mixin
    private StoreOption store = new StoreOption();

    @Parameters(
            paramLabel = "SESSION",
            arity = "1..*",
            description =
                    "Sessions, each by its id or the beginning of it; of different cases where there are several.")
    private List<String> sessions = List.of();

    @Option(
            names = "--from-turn",
            paramLabel = "N",
            description =
                    "What was said before that turn precedes it as history; its user's message is said again, and from there the"
                            + " simulated user goes on.")
    private @Nullable Integer fromTurn;

    @Option(
            names = "--all-user-turns",
            description = "With --from-turn: say the user's later messages again too, instead of simulating the user.")
    private boolean allUserTurns;

    @Mixin
    private ReportOption reports = new ReportOption();

    @Mixin
    private MlflowOption mlflow = new MlflowOption();

    private ReplayCommand(Environment environment) {
        this.environment = environment;
    }

    static CommandLine of(Environment environment) {
        var command = new ReplayCommand(environment);
        var line = new CommandLine(command);
        command.flags.addTo(line.getCommandSpec(), Set.of(Section.values()));
        return line;
    }

    @Override
    public Integer call() {
        if (flags.keepsUserTurns()) {
            throw new InvalidInputException(
                    "--keep-user-turns", "is for evaluate and simulate; replay keeps them anyway");
        }
        try (Store open = store.existing()) {
            var cases = new ArrayList<TestCase>();
            RunConfig base = RunConfig.DEFAULT;
            for (String session : sessions) {
                SessionRecord found = Found.session(open, session);
                cases.add(replay(found));
                base = withUser(open, found, base)
                        .with(Attributes.of("experiment", found.row().experiment()));
            }
            base = base.with(Attributes.of("max_turns", turns(cases)));
            RunConfig config = Launch.withDivergence(Launch.complete(flags.over(base)));
            Evaluation evaluation =
                    Evaluation.from(config, TestCases.of(cases), Store.inMemory(), environment.modelSettings());
            environment
                    .terminal()
                    .note("  user    " + Plain.line(evaluation.simulator().userName()));
            Optional<MlflowServer> server = mlflow.any(environment.variables(), null);
            try (var publishing = RunPublishing.to(server, environment, store, mlflow, open)) {
                return new WatchedRun(environment, store, open)
                        .reports(reports.files())
                        .publishing(publishing)
                        .run(evaluation);
            }
        }
    }

    private static RunConfig withUser(Store open, SessionRecord session, RunConfig config) {
        RunId run = session.row().runId();
        return run == null
                ? config
                : open.runs()
                        .find(run.value())
                        .map(found -> EarlierUser.of(found, config))
                        .orElse(config);
    }

    private TestCase replay(SessionRecord session) {
        if (fromTurn == null) {
            return Replay.of(session);
        }
        return allUserTurns ? Replay.of(session, fromTurn) : Replay.goingOn(session, fromTurn);
    }

    /** All that is to be said has its place. */
    private int turns(List<TestCase> cases) {
        int longest = cases.stream()
                .mapToInt(each -> each.script().byLabel().size())
                .max()
                .orElse(0);
        return Math.max(RunConfig.DEFAULT.maxTurns(), longest);
    }
}
