package dev.rehearsal.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * A program that a test starts and kills: what it wrote before it died must still be there. Its output is collected while it
 * runs. Safe for threads, so that a reply of a {@link ModelServer} may kill it in the middle of a request.
 *
 * <pre>{@code
 * try (var program = KillableProcess.java("com.example.Main", "run").start()) {
 *     program.killWhen(line -> line.contains("turn 3"));
 *     assertThat(program.await(Duration.ofMinutes(1)).killed()).isTrue();
 * }
 * }</pre>
 */
public final class KillableProcess implements AutoCloseable {

    /**
     * How a program ended.
     *
     * @param code its exit code; 128 and the signal's number where a signal ended it
     * @param output all that it wrote to its standard output
     * @param errors all that it wrote to its standard error
     */
    public record Exit(int code, String output, String errors) {
        private static final int KILLED = 128 + 9;

        /** Whether it was killed, rather than ended by itself. */
        public boolean killed() {
            return code == KILLED;
        }
    }

    private final Process process;
    private final Lines output;
    private final Lines errors;

    KillableProcess(ProcessBuilder builder) throws IOException {
        process = builder.start();
        process.getOutputStream().close();
        output = Lines.of(process.getInputStream(), "output of " + process.pid());
        errors = Lines.of(process.getErrorStream(), "errors of " + process.pid());
    }

    /** The main class of a program in Java, with the class path and the Java of this one unless told otherwise. */
    public static KillableProcessBuilder java(String mainClass, String... arguments) {
        return KillableProcessBuilder.java(mainClass, List.of(arguments));
    }

    /** Any program. */
    public static KillableProcessBuilder command(String... command) {
        return KillableProcessBuilder.command(List.of(command));
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** What it wrote to its standard output till now. */
    public String output() {
        return output.text();
    }

    /** What it wrote to its standard error till now. */
    public String errors() {
        return errors.text();
    }

    /** Kills it and what it started, as by {@code kill -9}: it has no chance to do anything more. */
    public void kill() {
        List<ProcessHandle> all = new ArrayList<>(List.of(process.toHandle()));
        all.addAll(process.descendants().toList());
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** Kills it later; a random duration from a seed makes a random instant. */
    public void killAfter(Duration delay) {
        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS).execute(this::kill);
    }

    /** Kills it as soon as it has written such a line, to its output or as an error; at once where it has already. */
    public void killWhen(Predicate<String> line) {
        output.when(line, this::kill);
        errors.when(line, this::kill);
    }

    /** Waits for such a line, on its output or as an error; an exception says what there was instead. */
    public void awaitLine(Predicate<String> line, Duration atMost) {
        CompletableFuture<Void> seen = new CompletableFuture<>();
        output.when(line, () -> seen.complete(null));
        errors.when(line, () -> seen.complete(null));
        CompletableFuture<Void> ended = CompletableFuture.allOf(output.ended(), errors.ended());
        get(CompletableFuture.anyOf(seen, ended), atMost, "did not write the line in time");
        if (!seen.isDone()) {
            throw new IllegalStateException(describe("ended without the line"));
        }
    }

    /** Asks it to end, as Ctrl-C does. For Unix. */
    public void interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks it to end, as a supervisor does: SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for its end; an exception says what it wrote where it does not end in time. */
    public Exit await(Duration atMost) {
        get(process.onExit(), atMost, "did not end in time");
        get(CompletableFuture.allOf(output.ended(), errors.ended()), atMost, "left its output open");
        return new Exit(process.exitValue(), output(), errors());
    }

    /** Kills it where it still runs. */
    @Override
    public void close() {
        kill();
    }

    private void get(CompletableFuture<?> future, Duration atMost, String otherwise) {
        try {
            future.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException(describe(otherwise), late);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(describe("failed"), failed.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(describe("was not waited for"), e);
        }
    }

    private String describe(String what) {
        return "process " + pid() + " " + what + "\noutput: " + output() + "\nerrors: " + errors();
    }
}
