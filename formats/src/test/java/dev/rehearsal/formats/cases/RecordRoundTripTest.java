package dev.rehearsal.formats.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.RecordSource;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordRoundTripTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    Path folder;

    private static List<DatasetRecord> some(int count) {
        var cases = new RandomCases(11);
        var random = new Random(12);
        var records = new ArrayList<DatasetRecord>();
        for (int i = 0; i < count; i++) {
            TestCase testCase = cases.next(i);
            Instant created = NOW.plusNanos(random.nextInt());
            RecordSource source = switch (random.nextInt(3)) {
                case 0 -> RecordSource.HUMAN;
                case 1 -> RecordSource.session(SessionId.of("sim-" + i));
                default -> new RecordSource(RecordSource.Kind.DOCUMENT, testCase.context());
            };
            records.add(new DatasetRecord(
                    testCase,
                    random.nextBoolean() ? testCase.expectations() : Attributes.EMPTY,
                    source,
                    created,
                    "=cmd|' /C calc'!A0",
                    created.plusSeconds(i),
                    "علي 🎉"));
        }
        return records;
    }

    @ParameterizedTest
    @ValueSource(strings = {"records.yaml", "records.json", "records.jsonl", "records.csv"})
    void losesNothing(String name) throws IOException {
        List<DatasetRecord> written = some(1_000);
        Path file = folder.resolve(name);

        RecordFiles.write(file, written.stream());

        RecordFile read = RecordFiles.read(file, Instant.EPOCH, "nobody");
        assertThat(read.size()).isEqualTo(1_000);
        try (Stream<DatasetRecord> records = read.open()) {
            List<DatasetRecord> all = records.toList();
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i)).isEqualTo(written.get(i));
            }
        }
        assertThat(CaseFilesTest.valid(CaseFiles.read(file)))
                .as("also as test cases")
                .extracting(TestCase::caseId)
                .isEqualTo(written.stream().map(DatasetRecord::caseId).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"records.yaml", "records.json", "records.jsonl", "records.csv"})
    void aDatasetThatIsReadBackIsTheSame(String name) throws IOException {
        Path file = folder.resolve(name);
        try (Store store = Store.inMemory()) {
            Dataset dataset = store.datasets().create("one");
            dataset.mergeRecords(some(200).stream(), "made up");
            dataset.merge(TestCase.of("Half a pair \ud83c, and \udf89 the other"), TestCase.of("=1+1"));
            try (Stream<DatasetRecord> records = dataset.records()) {
                RecordFiles.write(file, records);
            }
            Dataset again = store.datasets().create("two");
            try (Stream<DatasetRecord> records =
                    RecordFiles.read(file, NOW, "reader").open()) {
                again.mergeRecords(records, "read back");
            }
            try (Stream<DatasetRecord> before = dataset.records();
                    Stream<DatasetRecord> after = again.records()) {
                assertThat(after.toList()).isEqualTo(before.toList());
            }
        }
    }

    @Test
    void aTableHasNoFormula() throws IOException {
        Path file = folder.resolve("records.csv");
        RecordFiles.write(file, some(300).stream());

        try (MappingIterator<List<String>> rows = new CsvMapper()
                .readerForListOf(String.class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .readValues(file.toFile())) {
            assertThat(rows.readAll())
                    .hasSize(301)
                    .allSatisfy(row -> assertThat(row)
                            .allMatch(cell -> cell.isEmpty()
                                    || cell.startsWith("{")
                                    || Character.isLetterOrDigit(cell.codePointAt(0))));
        }
    }

    @Test
    void testCasesAreReadAsRecords() throws IOException {
        Path file = Files.writeString(folder.resolve("cases.yaml"), """
                - goal: Cancel order 4712
                - goal: Refund it
                  expectations: {tool: refund}
                  metadata: {created_by: Ada}
                """);

        try (Stream<DatasetRecord> records =
                RecordFiles.read(file, NOW, "reader").open()) {
            List<DatasetRecord> all = records.toList();
            assertThat(all.getFirst().source()).isEqualTo(RecordSource.CODE);
            assertThat(all.getLast().source()).isEqualTo(RecordSource.HUMAN);
            assertThat(all.getLast().createdBy()).isEqualTo("reader");
            assertThat(all.getLast().createdAt()).isEqualTo(NOW);
            assertThat(all.getLast().testCase().metadata()).isEqualTo(Attributes.of("created_by", "Ada"));
        }
    }

    @Test
    void whatMlflowExportsIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("mlflow.jsonl"), """
                {"dataset_record_id": "dr-1", "dataset_id": "d-1", "inputs": {"goal": "Cancel"}, "outputs": "Done", "source": {"source_type": "TRACE", "source_data": {"trace_id": "tr-1", "session_id": "s-1"}}, "created_time": 1767225600123, "created_by": "ada", "last_update_time": 1767225600124}
                """);

        try (Stream<DatasetRecord> records =
                RecordFiles.read(file, NOW, "reader").open()) {
            DatasetRecord record = records.toList().getFirst();
            assertThat(record.caseId().value()).isEqualTo("dr-1");
            assertThat(record.source().sessionId()).contains(SessionId.of("s-1"));
            assertThat(record.createdAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00.123Z"));
            assertThat(record.updatedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00.124Z"));
            assertThat(record.outputs().asMap()).isEqualTo(Map.of("value", "Done"));
        }
    }

    @Test
    void faultsHaveTheirLines() throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.yaml"), """
                - inputs: {goal: Cancel}
                  source: {source_type: HUMANE}
                - inputs: {goal: Refund}
                  created_time: yesterday
                """);

        assertThatThrownBy(() -> RecordFiles.read(file, NOW, "reader"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "wrong.yaml:2: test case 1: 'source' 'HUMANE' is no kind of source; there are HUMAN, CODE, TRACE")
                .hasMessageContaining("wrong.yaml:4: test case 2: 'created_time' must be a time");
    }
}
