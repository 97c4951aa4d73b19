package dev.rehearsal.formats.cases;

import dev.rehearsal.dataset.GoalHint;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.formats.cases.Rows.Row;
import dev.rehearsal.formats.document.Document;
import dev.rehearsal.formats.document.Faults;
import dev.rehearsal.input.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks test cases one after another: each for itself, and that none stands twice. */
final class CaseCheck {
    private final Faults faults;
    private final Faults hints;
    private final PlacedCases cases;
    private final SeenIds ids = new SeenIds();
    private long size;

    CaseCheck(Document document, Faults faults) {
        this.faults = faults;
        this.hints = new Faults(document);
        this.cases = new PlacedCases(faults);
    }

    /** The test case, or null where it cannot be read; that it stands twice is a fault too. */
    @Nullable
    TestCase check(Row row) {
        size++;
        TestCase testCase = cases.read(row);
        if (testCase != null) {
            String place = "test case " + row.number() + ": ";
            int line = row.node().line();
            int first = ids.add(testCase.caseId().value(), line);
            if (first > 0) {
                faults.add(line, place + repeated(testCase, first));
            }
            GoalHint.of(testCase).ifPresent(hint -> hints.add(line, place + hint));
        }
        return testCase;
    }

    private static String repeated(TestCase testCase, int firstLine) {
        return testCase.id() == null
                ? "is the same as the one on line " + firstLine + "; give each an 'id', leave one out, or use trials"
                : "id '" + testCase.id() + "' stands already on line " + firstLine;
    }

    /** How many there were. */
    long size() {
        return size;
    }

    List<Fault> hints() {
        return hints.list();
    }
}
