package dev.rehearsal.dataset;

import dev.rehearsal.input.Fault;
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

    @Override
    public List<Fault> hints() {
        return testCases.stream()
                .flatMap(each ->
                        GoalHint.of(each).map(hint -> new Fault("test case '" + each.caseId() + "'", hint)).stream())
                .toList();
    }
}
