package dev.rehearsal.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.real.MlflowProcess;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What docs/mlflow.md shows in Java works. */
class MlflowGuideTest {
    @TempDir
    private static Path folder;

    // docs:start
    /** The hundred sessions that spoke last with what was said of them, from MLflow into the store; then they are there like all others. */
    static List<SessionRecord> sessions(Store store, MlflowServer server) {
        try (var importing = new MlflowImport(store, server)) {
            importing.limit(100).experiment("support", null);
        }
        List<SessionRow> found = store.sessions().search(SessionQuery.ofExperiment("support"));
        return found.stream()
                .map(row -> store.sessions().get(row.sessionId()).orElseThrow())
                .toList();
    }

    /** A dataset as the test cases of a run, without a store; or into a dataset here, which has versions. */
    static TestCases cases(Store store, MlflowServer server) {
        try (var datasets = new MlflowDatasets(server)) {
            Dataset here = store.datasets()
                    .find("refunds")
                    .orElseGet(() -> store.datasets().create("refunds"));
            datasets.keep(datasets.pull("refunds"), here);
        }
        return MlflowDatasetProvider.open("refunds", server);
    }
    // docs:end

    @Test
    void theGuideShowsThis() throws IOException {
        String code = Files.readString(Path.of("src/test/java/dev/rehearsal/mlflow/MlflowGuideTest.java"));
        int start = code.indexOf('\n', code.indexOf("// docs:start")) + 1;
        String shown = code.substring(start, code.lastIndexOf('\n', code.indexOf("// docs:end", start)))
                .stripIndent()
                .strip();

        assertThat(Files.readString(Path.of("..", "docs", "mlflow.md"))).contains("```java\n" + shown + "\n```");
    }

    @Test
    @EnabledIfSystemProperty(named = "real", matches = "true")
    void readsSessionsAndDatasets() {
        try (MlflowProcess mlflow = MlflowProcess.start(folder);
                Store there = Store.inMemory();
                Store here = Store.inMemory();
                var datasets = new MlflowDatasets(Rehearsals.server(mlflow));
                var publisher = new MlflowPublisher(there, Rehearsals.server(mlflow))) {
            var run = new RunId("20260301-100000-abcdef");
            Rehearsals.whole(there, run, 1);
            publisher.add(run);
            assertThat(publisher.finish().isEmpty()).isTrue();
            Dataset refunds = there.datasets().create("refunds");
            refunds.merge(TestCase.of("Get a refund"));
            datasets.push(refunds, "support");

            assertThat(sessions(here, Rehearsals.server(mlflow)))
                    .extracting(each -> each.row().stopReason())
                    .containsExactlyInAnyOrder("goal_achieved", "agent_failed", "user_failed", "max_turns");
            assertThat(cases(here, Rehearsals.server(mlflow)).size()).contains(1L);
            assertThat(here.datasets().get("refunds").tags()).containsKey("mlflow.dataset");
        }
    }
}
