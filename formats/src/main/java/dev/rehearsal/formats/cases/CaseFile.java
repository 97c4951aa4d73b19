package dev.rehearsal.formats.cases;

import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.formats.cases.Rows.Row;
import dev.rehearsal.formats.document.Document;
import dev.rehearsal.formats.document.Faults;
import dev.rehearsal.formats.document.UnreadableException;
import dev.rehearsal.input.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A file of test cases that was checked whole; it is read again, as a stream, each time it is opened. */
final class CaseFile implements TestCases {
    private final Document document;
    private final CaseFormat format;
    private final long size;
    private final List<Fault> hints;

    private CaseFile(Document document, CaseFormat format, long size, List<Fault> hints) {
        this.document = document;
        this.format = format;
        this.size = size;
        this.hints = hints;
    }

    /** Reads the document to its end and refuses it with every fault it has. */
    static CaseFile checked(Document document, CaseFormat format) {
        var faults = new Faults(document);
        var check = new CaseCheck(document, faults);
        try (Rows rows = format.open(document, faults)) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                check.check(row);
            }
        } catch (UnreadableException e) {
            faults.add(e.fault());
        } catch (IOException e) {
            faults.add(0, "cannot be read: " + e.getMessage());
        }
        if (check.size() == 0 && faults.isEmpty()) {
            faults.add(0, "has no test cases; give at least one with a 'goal'");
        }
        faults.refuse();
        return new CaseFile(document, format, check.size(), check.hints());
    }

    @Override
    public Stream<CaseItem> open() {
        var items = new CaseItems(document, format);
        return StreamSupport.stream(items, false).onClose(items::close);
    }

    @Override
    public Optional<Long> size() {
        return Optional.of(size);
    }

    @Override
    public List<Fault> hints() {
        return hints;
    }
}
