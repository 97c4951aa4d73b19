package dev.rehearsal.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.RecordSource;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.demo.OrderDesk;
import dev.rehearsal.evaluation.Evaluation;
import dev.rehearsal.evaluation.EvaluationResult;
import dev.rehearsal.formats.cases.CaseFiles;
import dev.rehearsal.formats.cases.RecordFiles;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Scorer;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/datasets.md says what happens. */
class DatasetGuideTest {
    private static final Path PAGE = Path.of("../docs/datasets.md");

    private static String snippet(String kind, String name) throws IOException {
        var matcher = Pattern.compile("(?ms)^```" + kind + " " + Pattern.quote(name) + "\\n(.*?)^```$")
                .matcher(Files.readString(PAGE));
        assertThat(matcher.find()).as(name).isTrue();
        return matcher.group(1);
    }

    @Test
    void theExampleRunsAndExpectationsReachItsScorer() throws IOException {
        try (Store store = Store.inMemory()) {
            // the example begins
            Dataset refunds = store.datasets().create("refunds");
            refunds.merge(
                    TestCase.builder()
                            .goal("Get order 4711 refunded")
                            .expectation("tool", "refund")
                            .build(),
                    TestCase.of("Cancel order 4712"));

            EvaluationResult result = Evaluation.of(ConversationSimulator.builder()
                            .testCases(store.datasets().get("refunds@1"))
                            .userModel("offline:/")
                            .maxTurns(4)
                            .build())
                    .agent(OrderDesk.offline())
                    .scorers(Scorer.session(
                            "refunded",
                            session -> Feedback.yesNo(
                                    "refunded",
                                    session.testCase()
                                            .expectations()
                                            .text("tool")
                                            .isPresent(),
                                    "expectations of records reach the scorers")))
                    .store(store)
                    .run();
            // the example ends

            assertThat(result.metric("refunded").orElseThrow().value()).isEqualTo(0.5);
            assertThat(store.runs().dataset(result.runId()).orElseThrow()).hasToString("refunds@1");
            assertThat(refunds.size()).contains(2L);
        }
        String source = Files.readString(Path.of("src/test/java/dev/rehearsal/examples/DatasetGuideTest.java"));
        String example =
                source.substring(source.indexOf("// the example begins") + 21, source.indexOf("// the example ends"));
        assertThat(example.replaceAll("\\s+", ""))
                .isEqualTo(snippet("java", "dataset").replaceAll("\\s+", ""));
    }

    @Test
    void theRecordOfThePageIsRead(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("records.jsonl"), snippet("jsonl", "records.jsonl"));

        try (Stream<DatasetRecord> records =
                RecordFiles.read(file, Instant.EPOCH, "nobody").open()) {
            assertThat(records).singleElement().satisfies(record -> {
                assertThat(record.source()).isEqualTo(RecordSource.HUMAN);
                assertThat(record.createdBy()).isEqualTo("ada");
            });
        }
        assertThat(CaseFiles.read(file).size()).contains(1L);
    }
}
