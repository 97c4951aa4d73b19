package dev.rehearsal.formats.cases;

import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.formats.cases.Rows.Row;
import dev.rehearsal.formats.document.Document;
import dev.rehearsal.formats.document.Faults;
import dev.rehearsal.formats.document.UnreadableException;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A file of records that was checked whole; it is read again, as a stream, each time it is opened. */
public final class RecordFile {
    private final Document document;
    private final CaseFormat format;
    private final Instant at;
    private final String by;
    private final long size;
    private final List<Fault> hints;

    private RecordFile(Document document, CaseFormat format, Instant at, String by, long size, List<Fault> hints) {
        this.document = document;
        this.format = format;
        this.at = at;
        this.by = by;
        this.size = size;
        this.hints = hints;
    }

    static RecordFile checked(Document document, CaseFormat format, Instant at, String by) {
        var faults = new Faults(document);
        var check = new CaseCheck(document, faults);
        var records = new PlacedRecords(faults, at, by);
        try (Rows rows = format.open(document, faults)) {
            for (Row row = rows.next(); row != null; row = rows.next()) {
                TestCase testCase = check.check(row);
                if (testCase != null) {
                    records.read(row);
                }
            }
        } catch (UnreadableException e) {
            faults.add(e.fault());
        } catch (IOException e) {
            faults.add(0, "cannot be read: " + e.getMessage());
        }
        faults.refuse();
        return new RecordFile(document, format, at, by, check.size(), check.hints());
    }

    /** How many there are. */
    public long size() {
        return size;
    }

    /** What is allowed but probably not what was meant. */
    public List<Fault> hints() {
        return hints;
    }

    /**
     * The records; the stream has to be closed. Where the file has changed since it was checked and is wrong now, reading on gives an
     * {@link InvalidInputException}.
     */
    public Stream<DatasetRecord> open() {
        var items = new Items();
        return StreamSupport.stream(items, false).onClose(items::close);
    }

    private final class Items extends AbstractSpliterator<DatasetRecord> {
        private final Faults faults = new Faults(document);
        private @Nullable Rows rows;
        private boolean ended;

        Items() {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        }

        @Override
        public boolean tryAdvance(Consumer<? super DatasetRecord> action) {
            DatasetRecord record = ended ? null : next();
            faults.refuse();
            if (record == null) {
                close();
                return false;
            }
            action.accept(record);
            return true;
        }

        private @Nullable DatasetRecord next() {
            try {
                if (rows == null) {
                    rows = format.open(document, faults);
                }
                Row row = rows.next();
                return row == null ? null : new PlacedRecords(faults, at, by).read(row);
            } catch (UnreadableException e) {
                faults.add(e.fault());
            } catch (IOException e) {
                faults.add(0, "cannot be read: " + e.getMessage());
            }
            return null;
        }

        private void close() {
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
}
