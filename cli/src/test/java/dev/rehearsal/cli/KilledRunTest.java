package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.testkit.KillableProcess;
import dev.rehearsal.testkit.ModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A run that was killed is seen to be dead at once where there is a {@code /proc}; elsewhere its lease has to run out. */
@EnabledOnOs(OS.LINUX)
class KilledRunTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void isResumedAtOnceWhenItIsDeadAndNotBefore() throws IOException, InterruptedException {
        try (ModelServer server = ModelServer.builder()
                .latency(Duration.ofMillis(100))
                .achievedFromTurn(4)
                .start()) {
            var shell = new Shell().with("OPENAI_BASE_URL", server.baseUrl()).appending("--store", store());
            try (KillableProcess process = KillableProcess.java(
                            Rehearse.class.getName(),
                            "evaluate",
                            cases(),
                            "--agent=openai:/agent",
                            "--user-model=openai:/user",
                            "--concurrency=2",
                            "--store=" + store())
                    .environment("OPENAI_BASE_URL", server.baseUrl())
                    .start()) {
                while (process.alive() && server.statistics().total() < 20) {
                    Thread.sleep(10);
                }
                server.reconfigure(change -> change.latency(Duration.ofMinutes(1)));
                Shell.Result refused = shell.run("resume", "latest");
                assertThat(refused.code()).isEqualTo(ExitCode.BAD_INPUT);
                assertThat(refused.err()).contains("is alive in another process");

                process.kill();
                assertThat(process.await(PATIENCE).killed()).isTrue();
            }
            server.reconfigure(change -> change.latency(Duration.ZERO));

            Shell.Result resumed = shell.run("resume", "latest");
            assertThat(resumed.code()).as(resumed.err()).isEqualTo(ExitCode.PASSED);
            assertThat(resumed.out()).contains("finished", "goal_achieved         8");
        }
    }

    private String cases() throws IOException {
        return Files.writeString(
                        folder.resolve("cases.jsonl"),
                        IntStream.range(0, 8)
                                .mapToObj(i -> "{\"id\": \"c" + i + "\", \"goal\": \"Return item " + i + "\"}")
                                .collect(Collectors.joining("\n")))
                .toString();
    }

    private String store() {
        return folder.resolve("runs.db").toString();
    }
}
