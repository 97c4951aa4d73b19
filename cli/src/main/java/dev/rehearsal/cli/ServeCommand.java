package dev.rehearsal.cli;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.mlflow.MlflowServer;
import dev.rehearsal.server.RehearsalServer;
import dev.rehearsal.server.ServerBuilder;
import dev.rehearsal.server.ServerException;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rehearse serve}. */
@Command(name = "serve", description = "Shows the store in a browser and gives it to programs, until Ctrl-C.")
final class ServeCommand implements Callable<Integer> {
    private static final String TOKEN = "REHEARSAL_TOKEN";

    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + RehearsalServer.DEFAULT_PORT,
            description = "The port; 0 takes any that is free (default: ${DEFAULT-VALUE}).")
    private int port = RehearsalServer.DEFAULT_PORT;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description =
                    "The address to listen on (default: ${DEFAULT-VALUE}). Any but this machine's own needs a token.")
    private String host = "127.0.0.1";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file with the secret that everybody has to show; " + TOKEN + " does the same.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--allowed-host",
            paramLabel = "NAME",
            description =
                    "A name by which it may be called, beside localhost and addresses; may be given several times.")
    private List<String> allowedHosts = List.of();

    @Mixin
    private MaskOptions mask = new MaskOptions();

    @Mixin
    private OtlpOptions otlp = new OtlpOptions();

    @Mixin
    private MlflowOption mlflow = new MlflowOption();

    ServeCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        String token = token();
        Optional<MlflowServer> server = mlflow.any(environment.variables(), null);
        try (Store open = store.open();
                var publishing = RunPublishing.to(server, environment, store, mlflow, open)) {
            ServerBuilder builder = RehearsalServer.builder(open)
                    .host(host)
                    .port(port)
                    .masking(mask.masking())
                    .otlpLimits(otlp.limits())
                    .runs(new ServedRuns(environment, open, publishing));
            allowedHosts.forEach(builder::allowedHost);
            if (token != null) {
                builder.token(token);
            }
            serve(builder.build(), publishing);
        }
        return ExitCode.PASSED;
    }

    private void serve(RehearsalServer server, RunPublishing publishing) throws InterruptedException {
        var stopped = new CountDownLatch(1);
        try (Interrupts interrupts = Interrupts.watch(
                environment.terminal(),
                "Stopping: what is under way is finished. Ctrl-C again stops at once.",
                stopped::countDown,
                () -> Runtime.getRuntime().halt(ExitCode.INTERRUPTED))) {
            try (server) {
                server.start();
                environment.terminal().line(server.address() + "/");
                environment.terminal().note("The store is " + store.place() + ". Ctrl-C stops.");
                publishing.begin();
                stopped.await();
            }
            publishing.finish();
        } catch (ServerException e) {
            throw new FailedException(String.valueOf(e.getMessage()), e);
        }
    }

    private @Nullable String token() {
        if (tokenFile == null) {
            String token = environment.variables().get(TOKEN);
            return token == null || token.isBlank() ? null : token.strip();
        }
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw new InvalidInputException("--token-file", "cannot read " + tokenFile + ": " + e.getMessage());
        }
    }
}
