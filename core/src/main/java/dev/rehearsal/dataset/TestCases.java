package dev.rehearsal.dataset;

import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A source of test cases, read as a stream: nothing is kept in memory but what is in flight. A source that was checked whole gives valid
 * items only; a live one may give {@link CaseItem.Invalid} items.
 */
@FunctionalInterface
public interface TestCases {
    /** Opens the source from its start; the caller closes the stream. A live source can be opened once only. */
    Stream<CaseItem> open();

    /** How many there are, where that is known without reading them. */
    default Optional<Long> size() {
        return Optional.empty();
    }

    /** What is allowed but probably not what was meant, as far as it was seen when the source was checked. */
    default List<Fault> hints() {
        return List.of();
    }

    /** The dataset that they are of, if they are of one; a run keeps it. */
    default Optional<DatasetVersionUsed> dataset() {
        return Optional.empty();
    }

    static TestCases of(TestCase... testCases) {
        return of(Arrays.asList(testCases));
    }

    /** @throws InvalidInputException if the list is empty or an id stands twice */
    static TestCases of(List<TestCase> testCases) {
        return new CaseList(checked(testCases));
    }

    /**
     * Rows of a table, for example of a spreadsheet or a query; absent values may be null.
     *
     * @throws InvalidInputException with every fault of every row
     */
    static TestCases fromRows(List<? extends Map<String, ?>> rows) {
        var faults = new ArrayList<Fault>();
        var cases = new ArrayList<TestCase>();
        for (int i = 0; i < rows.size(); i++) {
            switch (CaseReader.read(rows.get(i))) {
                case CaseItem.Valid(var testCase) -> cases.add(testCase);
                case CaseItem.Invalid(var found) -> {
                    for (Fault fault : found) {
                        faults.add(new Fault(
                                "test case " + (i + 1) + (fault.place().isEmpty() ? "" : ", " + fault.place()),
                                fault.message()));
                    }
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return of(cases);
    }

    /**
     * A live stream of rows, of any length: each is checked when it comes; a bad one, and one whose id was there before, becomes a failed
     * row of the run.
     */
    static TestCases live(Stream<? extends Map<String, ?>> rows) {
        return () -> {
            var seen = new SeenIds();
            return rows.sequential().map(row -> firstOfItsId(CaseReader.read(row), seen));
        };
    }

    private static CaseItem firstOfItsId(CaseItem item, SeenIds seen) {
        return item instanceof CaseItem.Valid(var testCase) && !seen.add(testCase.caseId())
                ? new CaseItem.Invalid(List.of(twice(testCase.caseId())))
                : item;
    }

    private static Fault twice(CaseId id) {
        return new Fault("test case '" + id + "'", "stands there twice; give each its own 'id', or leave one out");
    }

    private static List<TestCase> checked(List<TestCase> testCases) {
        if (testCases.isEmpty()) {
            throw new InvalidInputException("test cases", "there are none; give at least one test case with a 'goal'");
        }
        var faults = new ArrayList<Fault>();
        var seen = new HashSet<CaseId>();
        for (Iterator<TestCase> each = testCases.iterator(); each.hasNext(); ) {
            CaseId id = each.next().caseId();
            if (!seen.add(id)) {
                faults.add(twice(id));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return List.copyOf(testCases);
    }
}
