package dev.rehearsal.formats.cases;

import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.formats.cases.Rows.Row;
import dev.rehearsal.formats.document.Document;
import dev.rehearsal.formats.document.Faults;
import dev.rehearsal.formats.document.UnreadableException;
import java.io.IOException;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a document that was checked before, one test case at a time. Where it has changed since, the faults become items. */
final class CaseItems extends AbstractSpliterator<CaseItem> {
    private final Document document;
    private final CaseFormat format;
    private final Faults faults;
    private @Nullable CaseItem readAhead;
    private @Nullable Rows rows;
    private boolean ended;

    CaseItems(Document document, CaseFormat format) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.document = document;
        this.format = format;
        this.faults = new Faults(document);
    }

    @Override
    public boolean tryAdvance(Consumer<? super CaseItem> action) {
        CaseItem item = next();
        if (item == null) {
            close();
            return false;
        }
        action.accept(item);
        return true;
    }

    private @Nullable CaseItem next() {
        CaseItem item = readAhead == null && !ended ? read() : readAhead;
        readAhead = null;
        if (faults.isEmpty()) {
            return item;
        }
        readAhead = item;
        return new CaseItem.Invalid(faults.drain());
    }

    private @Nullable CaseItem read() {
        try {
            if (rows == null) {
                rows = format.open(document, faults);
            }
            Row row = rows.next();
            ended = row == null;
            TestCase testCase = row == null ? null : new PlacedCases(faults).read(row);
            return testCase == null ? null : new CaseItem.Valid(testCase);
        } catch (UnreadableException e) {
            ended = true;
            faults.add(e.fault());
        } catch (IOException e) {
            ended = true;
            faults.add(0, "cannot be read: " + e.getMessage());
        }
        return null;
    }

    void close() {
        ended = true;
        try {
            if (rows != null) {
                rows.close();
            }
        } catch (IOException e) {
            // Nothing was written, so nothing is lost.
        }
    }
}
