package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.testkit.KillableProcess;
import dev.rehearsal.testkit.ModelServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no kill -INT")
class InterruptedRunTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void endsCleanlyAndIsResumed() throws IOException, InterruptedException {
        try (ModelServer server = ModelServer.builder()
                .latency(Duration.ofMillis(100))
                .achievedFromTurn(4)
                .start()) {
            var shell = new Shell().with("OPENAI_BASE_URL", server.baseUrl());

            KillableProcess.Exit exit = interrupt(server, 1);

            assertThat(exit.code()).as(exit.errors()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(exit.errors()).contains("Stopping: the turns under way are finished.");
            assertThat(exit.output()).contains("interrupted", "Next  rehearse resume ");
            Shell.Result resumed = shell.run("resume", "latest", "--store", store());
            assertThat(resumed.code()).as(resumed.err()).isZero();
            assertThat(resumed.out()).contains("finished", "goal_achieved         8");
        }
    }

    @Test
    void endsAtOnceTheSecondTime() throws IOException, InterruptedException {
        try (ModelServer server =
                ModelServer.builder().latency(Duration.ofSeconds(30)).start()) {
            KillableProcess.Exit exit = interrupt(server, 2);

            assertThat(exit.code()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(exit.errors()).contains("Stopping at once.");
            assertThat(exit.output()).contains("Next  rehearse resume ");
        }
    }

    private KillableProcess.Exit interrupt(ModelServer server, int times) throws IOException, InterruptedException {
        Path cases = folder.resolve("cases.jsonl");
        var lines = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            lines.append("{\"id\": \"c")
                    .append(i)
                    .append("\", \"goal\": \"Return item ")
                    .append(i)
                    .append("\"}\n");
        }
        Files.writeString(cases, lines);
        try (KillableProcess process = KillableProcess.java(
                        Rehearse.class.getName(),
                        "evaluate",
                        cases.toString(),
                        "--agent=openai:/agent",
                        "--user-model=openai:/user",
                        "--concurrency=2",
                        "--store=" + store())
                .environment("OPENAI_BASE_URL", server.baseUrl())
                .start()) {
            process.awaitLine(line -> line.contains("openai:/user"), PATIENCE);
            while (process.alive() && server.statistics().total() < (times == 1 ? 6 : 2)) {
                Thread.sleep(10);
            }
            for (int i = 0; i < times; i++) {
                process.interrupt();
                process.awaitLine(line -> line.startsWith("Stopping"), PATIENCE);
            }
            return process.await(PATIENCE);
        }
    }

    private String store() {
        return folder.resolve("runs.db").toString();
    }
}
