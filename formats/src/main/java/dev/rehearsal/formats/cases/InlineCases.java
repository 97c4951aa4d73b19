package dev.rehearsal.formats.cases;

import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.input.Fault;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Test cases that stand in a run file. */
record InlineCases(List<TestCase> testCases, List<Fault> hints) implements TestCases {
    @Override
    public Stream<CaseItem> open() {
        return testCases.stream().map(CaseItem.Valid::new);
    }

    @Override
    public Optional<Long> size() {
        return Optional.of((long) testCases.size());
    }
}
