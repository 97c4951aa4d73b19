package dev.rehearsal.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are Unix's")
class KillableProcessTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    /** Counts until it is killed, or does as it is told. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws InterruptedException {
            switch (arguments[0]) {
                case "exit" -> {
                    System.out.println("çıktı " + System.getenv("GREETING") + " " + new File("").getAbsolutePath());
                    System.err.println("complaint");
                    System.exit(Integer.parseInt(arguments[1]));
                }
                case "wait" -> {
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("shut down in order")));
                    System.out.println("ready");
                    Thread.sleep(LONG.toMillis());
                }
                default -> {
                    for (int i = 1; ; i++) {
                        System.out.println("turn " + i);
                        Thread.sleep(1);
                    }
                }
            }
        }
    }

    @Test
    void tellsHowAProgramEnded(@TempDir Path directory) {
        try (var program = java("exit", "3")
                .environment("GREETING", "hello")
                .directory(directory)
                .start()) {
            KillableProcess.Exit exit = program.await(LONG);

            assertThat(exit.code()).isEqualTo(3);
            assertThat(exit.killed()).isFalse();
            assertThat(exit.output())
                    .startsWith("çıktı hello ")
                    .endsWith(directory.getFileName().toString());
            assertThat(exit.errors()).contains("complaint");
            assertThat(program.alive()).isFalse();
        }
    }

    @Test
    void killsWhenALineIsSeen() {
        try (var program = java("count").start()) {
            program.killWhen(line -> line.equals("turn 5"));
            KillableProcess.Exit exit = program.await(LONG);

            assertThat(exit.killed()).isTrue();
            assertThat(exit.output()).startsWith("turn 1\n").contains("turn 5");
        }
    }

    @Test
    void killsAtARandomInstant() {
        try (var program = java("count").start()) {
            program.killAfter(Duration.ofMillis(new Random(7).nextInt(300)));

            assertThat(program.await(LONG).killed()).isTrue();
        }
    }

    @Test
    void killsWithoutAnOrderlyEnd() {
        try (var program = java("wait").start()) {
            program.awaitLine(line -> line.equals("ready"), LONG);
            program.kill();

            assertThat(program.await(LONG).output()).isEqualTo("ready");
        }
    }

    @Test
    void interruptsAsCtrlCDoes() {
        try (var program = java("wait").start()) {
            program.awaitLine(line -> line.equals("ready"), LONG);
            program.interrupt();

            KillableProcess.Exit exit = program.await(LONG);
            assertThat(exit.code()).isEqualTo(130);
            assertThat(exit.output()).isEqualTo("ready\nshut down in order");
        }
    }

    @Test
    void terminatesAsASupervisorDoes() {
        try (var program = java("wait").start()) {
            program.awaitLine(line -> line.equals("ready"), LONG);
            program.terminate();

            assertThat(program.await(LONG).code()).isEqualTo(143);
        }
    }

    @Test
    void killsWhatTheProgramStarted(@TempDir Path directory) throws Exception {
        Path pid = directory.resolve("pid");
        try (var program = KillableProcess.command("sh", "-c", "sleep 300 & echo $! > " + pid + "; echo up; wait")
                .start()) {
            program.awaitLine(line -> line.equals("up"), LONG);
            program.kill();

            program.await(LONG);
            long child = Long.parseLong(Files.readString(pid).strip());
            assertThatItEnds(child);
        }
    }

    @Test
    void saysWhatWasWrittenInsteadOfALine() {
        try (var program = java("exit", "0").start()) {
            assertThatThrownBy(() -> program.awaitLine(line -> line.equals("never"), LONG))
                    .hasMessageContaining("ended without the line")
                    .hasMessageContaining("complaint");
        }
    }

    @Test
    void isKilledWhenTheTestEnds() {
        KillableProcess program = java("wait").start();
        program.awaitLine(line -> line.equals("ready"), LONG);
        program.close();

        assertThat(program.await(LONG).killed()).isTrue();
    }

    private static void assertThatItEnds(long pid) throws Exception {
        var handle = ProcessHandle.of(pid);
        if (handle.isPresent()) {
            assertThat(handle.get().onExit().get(2, TimeUnit.MINUTES).isAlive()).isFalse();
        }
    }

    private static KillableProcessBuilder java(String... arguments) {
        return KillableProcess.java(Program.class.getName(), arguments)
                .javaOptions("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m", "-Dstdout.encoding=UTF-8");
    }
}
