package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.mlflow.Backlog;
import dev.rehearsal.mlflow.MlflowPublisher;
import dev.rehearsal.mlflow.MlflowServer;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rehearse mlflow publish}. */
@Command(
        name = "publish",
        description =
                "Publishes a run to an MLflow server: each turn as a trace, what was judged, and the run with its metrics."
                        + " What is there already is not doubled. Without a run, goes on with what is not published yet.")
final class MlflowPublishCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Mixin
    private MlflowOption mlflow = new MlflowOption();

    @Parameters(paramLabel = "RUN", arity = "0..1", description = "The run's id, the beginning of it, or 'latest'.")
    private @Nullable String run;

    MlflowPublishCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        MlflowServer server = mlflow.server(environment.variables());
        try (Store open = store.existing();
                var publisher = new MlflowPublisher(open, server, mlflow.experiment(environment.variables()))) {
            Optional<RunId> runId =
                    Optional.ofNullable(run).map(name -> Found.run(open, name).runId());
            if (runId.isPresent()) {
                publisher.addAnew(runId.get());
            } else {
                publisher.refusedAnew();
            }
            Backlog before = publisher.backlog();
            Terminal terminal = environment.terminal();
            terminal.status("Publishing to " + server);
            Backlog after = publisher.finish();
            terminal.status("");
            String address = runId.flatMap(publisher::address).orElse(server.name());
            if (after.isEmpty()) {
                terminal.line(
                        before.isEmpty()
                                ? "There is nothing to publish to " + server + "; name a run to publish it."
                                : "Published to " + address);
                return ExitCode.PASSED;
            }
            RunPublishing.say(
                    terminal,
                    after,
                    environment.command() + " mlflow publish" + mlflow.asArgument(server, environment.variables())
                            + store.asArgument());
            return ExitCode.FAILED;
        }
    }
}
