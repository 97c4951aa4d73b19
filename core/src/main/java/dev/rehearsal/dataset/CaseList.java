package dev.rehearsal.dataset;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Test cases that are in memory. */
record CaseList(List<TestCase> testCases) implements TestCases {
    @Override
    public Stream<CaseItem> open() {
        return testCases.stream().map(CaseItem.Valid::new);
    }

    @Override
    public Optional<Long> size() {
        return Optional.of((long) testCases.size());
    }
}
