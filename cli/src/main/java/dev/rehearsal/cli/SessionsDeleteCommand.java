package dev.rehearsal.cli;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.Deletion;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse sessions delete}. */
@Command(
        name = "delete",
        description =
                "Deletes sessions for good, with all that was said, found and measured in them. Their runs stay, with"
                        + " their metrics, and say how many were deleted.")
final class SessionsDeleteCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private Deleting deleting = new Deleting();

    @Parameters(paramLabel = "SESSION", arity = "0..*", description = "Ids of sessions, or their beginnings.")
    private List<String> sessions = List.of();

    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "Those of a run: its id, the id's beginning, or 'latest'.")
    private @Nullable String run;

    @Option(names = "--experiment", paramLabel = "NAME", description = "Those of an experiment.")
    private @Nullable String experiment;

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            description = "Those that ended longer ago, for example 30d; may be given with the two before.")
    private @Nullable String olderThan;

    SessionsDeleteCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        boolean query = run != null || experiment != null || olderThan != null;
        if (query == !sessions.isEmpty()) {
            throw new InvalidInputException(
                    "delete", "name sessions, or say which with --run, --experiment and --older-than; not both");
        }
        Instant before = olderThan == null ? Instant.MAX : Age.before(Instant.now(), "--older-than", olderThan);
        try (Store open = store.existing()) {
            List<SessionId> chosen = query
                    ? fitting(open, before)
                    : sessions.stream()
                            .map(each -> Found.session(open, each).row().sessionId())
                            .toList();
            return deleting.delete(environment.terminal(), open, Deletion.ofSessions(chosen), false);
        }
    }

    private List<SessionId> fitting(Store open, Instant before) {
        SessionQuery query = SessionQuery.newest(Integer.MAX_VALUE)
                .withExperiment(experiment)
                .withInterrupted(true);
        if (run != null) {
            query = query.withRun(Found.run(open, run).runId());
        }
        return open.sessions().search(query).stream()
                .filter(row -> row.startedAt().plus(row.duration()).isBefore(before))
                .map(SessionRow::sessionId)
                .toList();
    }
}
