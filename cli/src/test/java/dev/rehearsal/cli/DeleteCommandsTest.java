package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeleteCommandsTest {
    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void simulateTwoCases() throws IOException {
        shell = new Shell().columns(120).appending("--store", place());
        String cases = Files.writeString(folder.resolve("cases.yaml"), """
                        - goal: Find out whether order 4711 is on its way
                        - goal: Find out whether order 4712 is on its way
                        """).toString();
        passes("simulate", cases, "--agent", "demo:/order-desk", "--user-model", "offline:/", "--seed", "7");
    }

    private String place() {
        return folder.resolve("runs.db").toString();
    }

    private Shell.Result passes(String... arguments) {
        Shell.Result result = shell.run(arguments);
        assertThat(result.code()).as(result.err()).isZero();
        return result;
    }

    private List<String> sessions() {
        try (Store store = Store.open(place())) {
            return store.sessions().search(SessionQuery.newest(9)).stream()
                    .map(row -> row.sessionId().value())
                    .toList();
        }
    }

    @Test
    void sessionsAreDeletedById() {
        String session = sessions().getFirst();

        Shell.Result unasked = shell.run("sessions", "delete", session);
        assertThat(unasked.code()).isEqualTo(2);
        assertThat(unasked.err())
                .contains("--yes: is missing: this would delete 1 session from " + place() + " for good");
        assertThat(passes("sessions", "delete", session, "--dry-run").err()).contains("Would delete 1 session");
        assertThat(sessions()).hasSize(2);

        assertThat(passes("sessions", "delete", session, "--yes").err()).contains("Deleted 1 session; nothing of it");

        assertThat(sessions()).hasSize(1).doesNotContain(session);
        assertThat(passes("runs", "show").out()).containsPattern("Deleted +1 session, which the metrics still count");
        assertThat(passes("runs", "show", "--json").out()).contains("\"deleted_sessions\":1");
        Shell.Result resumed = shell.run("resume", "latest");
        assertThat(resumed.code()).isEqualTo(2);
        assertThat(resumed.err()).contains("cannot be gone on with, as sessions of it were deleted");
    }

    @Test
    void sessionsAreDeletedByWhatTheyAreOf() {
        assertThat(passes("sessions", "delete", "--experiment", "other", "--yes")
                        .err())
                .contains("Nothing fits");
        assertThat(passes("sessions", "delete", "--run", "latest", "--older-than", "1d", "--yes")
                        .err())
                .contains("Nothing fits");
        assertThat(passes("sessions", "delete", "--run", "latest", "--experiment", "default", "--yes")
                        .err())
                .contains("Deleted 2 sessions");
        assertThat(sessions()).isEmpty();
        assertThat(passes("runs", "list").out()).contains("default");
    }

    @Test
    void runsAreDeletedWithTheirSessions() {
        assertThat(passes("runs", "delete", "latest", "--yes").err()).contains("Deleted 2 sessions and 1 run");
        assertThat(passes("runs", "list").err()).contains("No runs yet.");
    }

    @Test
    void whatIsOldIsPruned() {
        assertThat(passes("store", "prune", "--older-than", "30d", "--yes").err())
                .contains("Deleted 0 sessions");
        assertThat(passes("store", "prune", "--older-than", "0min", "--dry-run").err())
                .contains("Would delete 2 sessions and 1 run");
        assertThat(passes("store", "prune", "--older-than", "0min", "--keep-runs", "--yes")
                        .err())
                .contains("Deleted 2 sessions;");
        assertThat(passes("runs", "list").out()).contains("default");
        assertThat(shell.run("store", "prune", "--older-than", "soon").err())
                .contains("--older-than: must be an age such as 30d");
    }

    @Test
    void aStoreSaysWhichVersionItsTablesAreOf() {
        assertThat(passes("store", "migrate").err()).contains("The tables are up to date: version ");
        assertThat(new Shell()
                        .run(
                                "store",
                                "migrate",
                                "--store",
                                folder.resolve("none.db").toString())
                        .code())
                .isEqualTo(2);
        assertThat(Files.exists(folder.resolve("none.db"))).isFalse();
    }

    @Test
    void whatIsMeantHasToBeClear() {
        assertThat(shell.run("sessions", "delete", "--yes").err()).contains("name sessions, or say which");
        assertThat(shell.run("sessions", "delete", "sim-x", "--run", "latest").code())
                .isEqualTo(2);
        assertThat(shell.run("sessions", "delete", "nothing", "--yes").err()).contains("session 'nothing'");
    }
}
