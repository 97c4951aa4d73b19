package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.scoring.JudgedBy;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that an earlier version made is brought up to date with all that is in it. */
class SqliteUpgradeTest {
    @TempDir
    Path folder;

    @Test
    void aRunThatScoredAnotherKeepsItsSessions() throws Exception {
        Path path = folder.resolve("rehearsal.db");
        makeVersionOne(path);

        try (Store store = Store.open(path.toString())) {
            try (var sessions = store.sessions().ofRun(new RunId("scoring"))) {
                assertThat(sessions)
                        .extracting(each -> each.row().sessionId().value())
                        .containsExactly("sim-a", "sim-b");
            }
            assertThat(store.runs().scoringsOf(RUN))
                    .extracting(run -> run.runId().value())
                    .containsExactly("scoring");
            try (var sessions = store.sessions().ofRun(RUN)) {
                assertThat(sessions).as("the one under way too").hasSize(3);
            }
        }
        try (Store store = Store.open(path.toString())) {
            assertThat(store.runs().scoringsOf(RUN)).as("once").hasSize(1);
            assertThat(store.runs().judges(new RunId("scoring")))
                    .containsExactly(new JudgedBy("safety", "safety/1", "openai:/m"));
            assertThat(store.calibrations()).isEmpty();
            assertThat(store.sessions().find("sim-b").orElseThrow().assessments())
                    .extracting(each -> each.feedback().repeats())
                    .containsExactly(java.util.List.of());
        }
    }

    private static void makeVersionOne(Path path) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + path);
                var statement = connection.createStatement();
                var script = SqliteSchema.class.getResourceAsStream("sqlite-1.sql")) {
            statement.executeUpdate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
            statement.executeUpdate("PRAGMA application_id = " + SqliteSchema.APPLICATION);
            statement.executeUpdate("PRAGMA user_version = 1");
            statement.executeUpdate("INSERT INTO experiment VALUES (1, 'support', 0)");
            run(statement, 1, RUN.value(), "simulate", "{}");
            run(statement, 2, "scoring", "score", "{\"scored_run\":\"" + RUN + "\"}");
            statement.executeUpdate(
                    "INSERT INTO run_case (key, run, position, case_id, goal, test_case) VALUES (1, 1, 0, 'c', 'g', '{\"goal\":\"g\"}')");
            session(statement, "sim-b", 2, "'max_turns'");
            session(statement, "sim-a", 1, "'max_turns'");
            session(statement, "sim-old", 0, "'interrupted'");
            session(statement, "sim-open", 3, "NULL");
            statement.executeUpdate("""
                    INSERT INTO assessment (id, session, run_id, turn, name, kind, value, rationale, source_kind, source_id,
                        scorer_version, prompt_version, input_tokens, output_tokens, cached_input_tokens, created_at)
                    VALUES ('f', 1, 'scoring', 0, 'safety', 'yes_no', 'yes', '', 'LLM_JUDGE', 'openai:/m', '1', 'safety/1',
                        0, 0, 0, 0)""");
        }
    }

    private static void run(java.sql.Statement statement, int key, String id, String kind, String configuration)
            throws SQLException {
        statement.executeUpdate("""
                INSERT INTO run (key, id, experiment, kind, status, configuration, agent_version, seed, trials, started_at, metrics)
                VALUES (%d, '%s', 1, '%s', 'finished', '%s', '', 1, 1, %d, '{}')""".formatted(key, id, kind, configuration, key));
    }

    private static void session(java.sql.Statement statement, String id, int trial, String stopReason)
            throws SQLException {
        statement.executeUpdate("""
                INSERT INTO session (id, run, run_case, position, trial, attempt, started_at, stop_reason)
                VALUES ('%s', 1, 1, 0, %d, 1, 0, %s)""".formatted(id, trial, stopReason));
    }
}
