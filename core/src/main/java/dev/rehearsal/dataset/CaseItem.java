package dev.rehearsal.dataset;

import dev.rehearsal.input.Fault;
import java.util.List;

/** One item of a source of test cases: a test case, or what is wrong with it. */
public sealed interface CaseItem {
    /** A usable test case. */
    record Valid(TestCase testCase) implements CaseItem {}

    /** An item of a live stream that is no test case; it becomes a failed row of the run. */
    record Invalid(List<Fault> faults) implements CaseItem {
        public Invalid {
            faults = List.copyOf(faults);
        }
    }
}
