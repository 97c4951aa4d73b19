package dev.rehearsal.evaluation;

import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.Script;
import dev.rehearsal.dataset.ScriptStep;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The test cases that a run has kept, with the code of scripts, which no store keeps: it comes from the program's own cases, which stand in the
 * same order. Where a case is not the one that was kept, its code stays unknown.
 */
record CasesWithCode(TestCases kept, TestCases own) implements TestCases {
    @Override
    public Stream<CaseItem> open() {
        Stream<CaseItem> keptItems = kept.open();
        Stream<CaseItem> ownItems = own.open();
        Iterator<CaseItem> each = keptItems.iterator();
        Iterator<CaseItem> beside = ownItems.iterator();
        Iterable<CaseItem> items = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public CaseItem next() {
                CaseItem item = each.next();
                return beside.hasNext() ? withCode(item, beside.next()) : item;
            }
        };
        return StreamSupport.stream(items.spliterator(), false).onClose(() -> {
            keptItems.close();
            ownItems.close();
        });
    }

    private static CaseItem withCode(CaseItem item, CaseItem own) {
        return item instanceof CaseItem.Valid(TestCase testCase)
                        && own instanceof CaseItem.Valid(TestCase program)
                        && testCase.script().has(ScriptStep.Code.class)
                        && isSame(testCase, program)
                ? new CaseItem.Valid(
                        testCase.toBuilder().script(program.script()).build())
                : item;
    }

    private static boolean isSame(TestCase kept, TestCase own) {
        Script script = own.script();
        return kept.caseId().equals(own.caseId()) && kept.script().equals(script);
    }

    @Override
    public Optional<Long> size() {
        return kept.size();
    }
}
