package dev.rehearsal.cli;

import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.DatasetVersionUsed;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The cases of an earlier run that ended in a failure, or did not end, as the input of a new one. */
final class RetriedRun {
    private RetriedRun() {}

    /** @throws InvalidInputException if none of them failed */
    static Inputs read(Store store, String idOrPrefix) {
        RunRecord run = Found.run(store, idOrPrefix);
        Set<Long> failed = store
                .sessions()
                .search(SessionQuery.ofRun(run.runId()).withInterrupted(false))
                .stream()
                .filter(row -> row.stopReason() == null
                        || StopReason.of(row.stopReason(), "").isFailure())
                .map(row -> row.index())
                .collect(Collectors.toSet());
        if (failed.isEmpty()) {
            throw new InvalidInputException(
                    "--retry-failed", "no session of run " + run.runId() + " ended in a failure");
        }
        long[] index = {0};
        try (Stream<TestCase> cases = store.runs().cases(run.runId())) {
            TestCases retried = TestCases.of(
                    cases.filter(testCase -> failed.contains(index[0]++)).toList());
            return new Inputs(
                    configuration(run), new Retried(retried, store.runs().dataset(run.runId())), null, "", null, null);
        }
    }

    /** They are of the dataset that the run's were of. */
    private record Retried(TestCases cases, Optional<DatasetVersionUsed> dataset) implements TestCases {
        @Override
        public Stream<CaseItem> open() {
            return cases.open();
        }

        @Override
        public Optional<Long> size() {
            return cases.size();
        }

        @Override
        public List<Fault> hints() {
            return cases.hints();
        }
    }

    /** Of a run that a program started nothing is described. */
    private static RunConfig configuration(RunRecord run) {
        return run.configuration().get("agent").isEmpty() ? RunConfig.DEFAULT : RunConfig.from(run.configuration());
    }
}
