package dev.rehearsal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.testkit.KillableProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A {@link CrashProgram} in a process of its own. */
final class Child implements AutoCloseable {
    private static final Duration LONG = Duration.ofMinutes(2);

    private final KillableProcess process;

    Child(String... arguments) {
        process = KillableProcess.java(CrashProgram.class.getName(), arguments)
                .javaOptions(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Duser.language=tr")
                .start();
    }

    /** Kills it some time after it has written so many lines, where it does not end before. */
    void killAfter(int lines, Duration delay) {
        var left = new AtomicInteger(lines);
        process.killWhen(line -> {
            if (left.decrementAndGet() == 0) {
                process.killAfter(delay);
            }
            return false;
        });
    }

    /** Kills it some time after its start. */
    void killAfter(Duration delay) {
        process.killAfter(delay);
    }

    void kill() {
        process.kill();
    }

    void killWhenHolding() {
        process.killWhen(line -> line.equals("holding"));
    }

    /** Waits for its death, or its end where it was quicker; says what it acknowledged. */
    List<String> acknowledged() {
        KillableProcess.Exit exit = process.await(LONG);
        assertThat(exit.code()).as(exit.errors()).isIn(0, 137);
        List<String> lines = new ArrayList<>(exit.output().lines().toList());
        if (!exit.output().endsWith("\n") && !lines.isEmpty()) {
            lines.removeLast();
        }
        return lines;
    }

    @Override
    public void close() {
        process.close();
    }
}
