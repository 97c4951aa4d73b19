package dev.rehearsal.benchmarks;

import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetQuery;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.store.Store;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a large dataset takes: merging it, merging it again without and with changes, listing datasets, reading one version, comparing two.
 *
 * <p>Arguments: the store (a new file in the temporary folder), records (100000).
 */
public final class DatasetBenchmark {
    private DatasetBenchmark() {}

    public static void main(String[] args) throws Exception {
        String place = args.length > 0
                ? args[0]
                : Files.createTempDirectory("rehearsal-datasets")
                        .resolve("rehearsal.db")
                        .toString();
        int count = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        try (Store store = Store.open(place)) {
            Dataset dataset = store.datasets().create("benchmark-" + System.nanoTime());
            measure("merge " + count, () -> dataset.mergeRecords(records(count, 0), "first"));
            measure("merge the same", () -> dataset.mergeRecords(records(count, 0), "again"));
            measure("merge, each tenth changed", () -> dataset.mergeRecords(records(count, 10), "changed"));
            measure("list", () -> store.datasets().search(DatasetQuery.newest(20)));
            measure("read version 1", () -> {
                try (Stream<DatasetRecord> records = dataset.at(1).records()) {
                    return records.count();
                }
            });
            measure("compare", () -> dataset.changesSince(1).size());
        }
    }

    private static Stream<DatasetRecord> records(int count, int changedEvery) {
        Instant now = Instant.now();
        return IntStream.range(0, count).mapToObj(i -> {
            TestCase.Builder testCase = TestCase.builder()
                    .goal("Get order " + i + " refunded to the card it was paid with")
                    .persona("You are impatient and write short messages")
                    .context("user_id", "u" + i)
                    .expectation("tool", "refund");
            if (changedEvery > 0 && i % changedEvery == 0) {
                testCase.expectation("tone", "kind");
            }
            return DatasetRecord.of(testCase.build(), now, "benchmark");
        });
    }

    private static void measure(String what, Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        System.out.printf(Locale.ROOT, "%-28s%8.2f s%n", what, (System.nanoTime() - start) / 1e9);
    }
}
