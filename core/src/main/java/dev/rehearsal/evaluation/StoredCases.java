package dev.rehearsal.evaluation;

import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.util.Optional;
import java.util.stream.Stream;

/** The test cases that a run snapshotted. */
record StoredCases(Store store, RunId runId, long count) implements TestCases {
    @Override
    public Stream<CaseItem> open() {
        Stream<TestCase> cases = store.runs().cases(runId);
        return cases.map(CaseItem::from).onClose(cases::close);
    }

    @Override
    public Optional<Long> size() {
        return Optional.of(count);
    }
}
