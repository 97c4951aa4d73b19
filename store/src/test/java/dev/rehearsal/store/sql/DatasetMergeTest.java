package dev.rehearsal.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.store.Store;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A merge of many batches: nobody sees it half done, whatever becomes of it. */
class DatasetMergeTest {
    @TempDir
    private Path folder;

    private String place() {
        return folder.resolve("rehearsal.db").toString();
    }

    private static Stream<DatasetRecord> records(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> DatasetRecord.of(TestCase.of("Goal " + i), Instant.EPOCH, "Ada"));
    }

    private static long count(Dataset dataset) {
        try (Stream<DatasetRecord> records = dataset.records()) {
            return records.count();
        }
    }

    @Test
    void nothingIsSeenOfAMergeUnderWay() {
        try (Store store = Store.open(place())) {
            Dataset dataset = store.datasets().create("many");
            dataset.mergeRecords(records(0, 10), "first");
            Stream<DatasetRecord> watched = records(0, 1_600).peek(record -> {
                if (record.testCase().goal().equals("Goal 1200")) {
                    assertThat(count(store.datasets().get("many"))).isEqualTo(10);
                    assertThat(store.datasets().get("many").versions()).hasSize(2);
                }
            });

            dataset.mergeRecords(watched, "second");

            assertThat(count(dataset)).isEqualTo(1_600);
            assertThat(count(dataset.at(1))).isEqualTo(10);
        }
    }

    @Test
    void whatASourceThatFailsHadGivenIsTakenBack() {
        try (Store store = Store.open(place())) {
            Dataset dataset = store.datasets().create("many");
            dataset.merge(TestCase.builder().goal("Goal 3").expectation("a", 1).build());
            Stream<DatasetRecord> failing = records(0, 2_000).peek(record -> {
                if (record.testCase().goal().equals("Goal 1700")) {
                    throw new IllegalStateException("the source broke");
                }
            });

            assertThatThrownBy(() -> dataset.mergeRecords(failing, "second")).hasMessage("the source broke");

            assertThat(count(store.datasets().get("many"))).isEqualTo(1);
            dataset.mergeRecords(records(0, 5), "third");
            assertThat(count(dataset)).isEqualTo(5);
            assertThat(dataset.versions()).hasSize(3);
        }
    }

    @Test
    void whatAProcessThatDiedHadWrittenIsTakenBack() throws Exception {
        try (Store store = Store.open(place())) {
            Dataset dataset = store.datasets().create("many");
            dataset.merge(TestCase.builder().goal("Goal 3").expectation("a", 1).build());
            try (var connection = DriverManager.getConnection("jdbc:sqlite:" + place());
                    var statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE dataset_record SET until_version = 2");
                statement.executeUpdate("""
                        INSERT INTO dataset_record (dataset, position, case_id, inputs_hash, from_version, test_case, outputs,
                            source_kind, source_details, created_at, created_by, updated_at, updated_by)
                        SELECT dataset, 2, 'left', 'left', 2, test_case, '', 'CODE', '', 0, '', 0, '' FROM dataset_record""");
                statement.executeUpdate("UPDATE dataset SET lease_owner = 'dead', lease_until = 1");
            }
            assertThat(count(store.datasets().get("many"))).isEqualTo(1);

            dataset.mergeRecords(records(0, 4), "again");

            assertThat(count(dataset)).isEqualTo(4);
            assertThat(dataset.record(TestCase.of("Goal 3").caseId())
                            .orElseThrow()
                            .testCase()
                            .expectations()
                            .names())
                    .containsExactly("a");
        }
    }

    @Test
    void mergesOfSeveralThreadsAndStoresFollowOneAnother() throws Exception {
        try (Store one = Store.open(place());
                Store other = Store.open(place());
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            one.datasets().create("many");
            var start = new CountDownLatch(1);
            List<Future<?>> merges = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Store store = i % 2 == 0 ? one : other;
                int from = i * 600;
                merges.add(threads.submit(() -> {
                    start.await();
                    return store.datasets().get("many").mergeRecords(records(from, from + 700), "part");
                }));
            }
            start.countDown();
            for (Future<?> merge : merges) {
                merge.get();
            }

            Dataset dataset = other.datasets().get("many");
            assertThat(count(dataset)).isEqualTo(7 * 600 + 700);
            assertThat(dataset.versions()).hasSize(9);
            assertThat(dataset.version().records()).isEqualTo(count(dataset));
        }
    }
}
