package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rehearsal.testkit.KillableProcess;
import dev.rehearsal.testkit.ModelServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job with its runs in a PostgreSQL server. */
class PostgresRunTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void isEvaluatedKilledResumedAndLookedAt() throws IOException, InterruptedException {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        assumeTrue(
                system.toLowerCase(Locale.ROOT).equals("linux amd64"),
                () -> "no binaries of PostgreSQL for " + system + "; they are there for linux amd64");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
                ModelServer models = ModelServer.builder()
                        .latency(Duration.ofMillis(100))
                        .achievedFromTurn(4)
                        .start()) {
            // This server lets everybody in; the password is there not to be seen.
            String place = "localhost:" + postgres.getPort() + "/postgres";
            String store = "postgresql://postgres:s3cret@" + place;
            var shell = new Shell().with("OPENAI_BASE_URL", models.baseUrl()).appending("--store", store);
            try (KillableProcess process = KillableProcess.java(
                            Rehearse.class.getName(),
                            "evaluate",
                            cases(),
                            "--agent=openai:/agent",
                            "--user-model=openai:/user",
                            "--concurrency=2",
                            "--store=" + store)
                    .environment("OPENAI_BASE_URL", models.baseUrl())
                    .start()) {
                while (process.alive() && models.statistics().total() < 20) {
                    Thread.sleep(10);
                }
                models.reconfigure(change -> change.latency(Duration.ofMinutes(1)));
                assertThat(shell.run("resume", "latest").err()).contains("is alive in another process");
                process.kill();
                assertThat(process.await(PATIENCE).killed()).isTrue();
            }
            models.reconfigure(change -> change.latency(Duration.ZERO));

            Shell.Result resumed = shell.run("resume", "latest");

            assertThat(resumed.code()).as(resumed.err()).isEqualTo(ExitCode.PASSED);
            assertThat(resumed.out())
                    .contains("finished", "goal_achieved         8")
                    .contains("--store postgresql://postgres@" + place
                            + "  # with the password in PGPASSWORD or ~/.pgpass");
            Shell.Result listed = shell.run("sessions", "list", "--json", "--limit", "100");
            assertThat(listed.out().split("\"session_id\"", -1)).hasSize(9);
            Shell.Result doctor = shell.run("doctor");
            assertThat(doctor.out()).contains("postgresql://postgres@" + place + ", with runs");
            for (Shell.Result each :
                    new Shell.Result[] {resumed, listed, doctor, shell.run("runs", "show", "latest")}) {
                assertThat(each.out() + each.err()).doesNotContain("s3cret");
            }
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
}
