package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.models.local.LocalModels;
import dev.rehearsal.models.local.ModelPull;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse models pull}. */
@Command(
        name = "pull",
        description = "Brings a model to this machine, for local:/NAME; goes on where an earlier call was cut off.")
final class ModelsPullCommand implements Callable<Integer> {
    private static final long STEP_NANOS = 200_000_000;
    private static final long PLAIN_STEP_NANOS = 10_000_000_000L;

    private final Environment environment;

    @Parameters(paramLabel = "NAME", description = "A name of 'rehearse models list', or any name with --from.")
    private String name = "";

    @Option(names = "--from", paramLabel = "FILE", description = "A GGUF file to copy instead of downloading one.")
    private @Nullable Path from;

    @Option(
            names = "--allow-provider",
            paramLabel = "HOST",
            description = "The only hosts that may be asked; repeatable.")
    private List<String> allowed = List.of();

    ModelsPullCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Terminal terminal = environment.terminal();
        LocalModels models = LocalModels.of(environment.modelSettings().withAllowedProviders(allowed));
        var progress = progress(terminal);
        try {
            Path file = from == null ? models.pull(name, progress) : models.pull(name, from, progress);
            terminal.status("");
            terminal.line("local:/" + name + " is here: " + file);
            return 0;
        } catch (UncheckedIOException e) {
            throw new FailedException(String.valueOf(e.getMessage()), e);
        } finally {
            terminal.status("");
        }
    }

    private ModelPull.Progress progress(Terminal terminal) {
        long step = terminal.isLive() ? STEP_NANOS : PLAIN_STEP_NANOS;
        long[] last = {System.nanoTime() - (terminal.isLive() ? step : 0)};
        return (bytes, total) -> {
            long now = System.nanoTime();
            if (now - last[0] >= step) {
                last[0] = now;
                String line = name + ": " + Amount.bytes(bytes) + " of " + Amount.bytes(total) + ", "
                        + bytes * 100 / Math.max(1, total) + " %";
                if (terminal.isLive()) {
                    terminal.status(line);
                } else {
                    terminal.note(line);
                }
            }
        };
    }
}
