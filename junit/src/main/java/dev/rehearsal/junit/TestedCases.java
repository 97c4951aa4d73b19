package dev.rehearsal.junit;

import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.DatasetReference;
import dev.rehearsal.dataset.DatasetVersionUsed;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.formats.run.RunFile;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The test cases of a method: there is an invocation for each, so all of them are known before it begins.
 *
 * @param list at least one
 * @param dataset that they are of, for the run to keep
 */
record TestedCases(List<TestCase> list, Optional<DatasetVersionUsed> dataset) implements TestCases {
    TestedCases {
        list = List.copyOf(list);
    }

    /** @throws InvalidInputException if there are none */
    static TestedCases of(
            Class<?> testClass, ConversationTest test, TestFiles files, @Nullable RunFile runFile, String store) {
        if (test.testCases().length > 0) {
            var all = new ArrayList<TestedCases>();
            for (String name : test.testCases()) {
                all.add(DatasetReference.isOne(name) ? kept(name, store) : of(files.cases(name)));
            }
            return all.size() == 1 ? all.getFirst() : together(all);
        }
        TestCases found = Members.ofClass(testClass).find(TestCases.class, "").orElse(null);
        if (found != null) {
            return of(found);
        }
        if (runFile != null && runFile.testCases() != null) {
            return of(runFile.testCases());
        }
        if (runFile != null && runFile.dataset() != null) {
            return kept(runFile.dataset(), store);
        }
        throw new InvalidInputException(
                "test cases",
                "there are none; name a file (testCases = \"refunds.yaml\"), a dataset of the store (\"dataset:refunds\"), a run"
                        + " file that has some, or give the class a static field or method of type TestCases");
    }

    private static TestedCases kept(String dataset, String store) {
        try (Store open = Store.open(store)) {
            return of(open.datasets().cases(dataset));
        }
    }

    private static TestedCases of(TestCases cases) {
        try (Stream<CaseItem> items = cases.open()) {
            return new TestedCases(items.map(TestedCases::valid).toList(), cases.dataset());
        }
    }

    private static TestCase valid(CaseItem item) {
        return switch (item) {
            case CaseItem.Valid(var testCase) -> testCase;
            case CaseItem.Invalid invalid -> throw new InvalidInputException("test cases", invalid.text());
        };
    }

    /** Of several sources: an id stands once, and a run is of one dataset or none. */
    private static TestedCases together(List<TestedCases> all) {
        List<TestCase> list = all.stream().flatMap(each -> each.list().stream()).toList();
        return of(TestCases.of(list));
    }

    TestedCases filtered(Predicate<TestCase> fits) {
        return new TestedCases(list.stream().filter(fits).toList(), dataset);
    }

    @Override
    public Stream<CaseItem> open() {
        return TestCases.of(list).open();
    }

    @Override
    public Optional<Long> size() {
        return Optional.of((long) list.size());
    }
}
