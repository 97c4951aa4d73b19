package dev.rehearsal.store.sql;

import dev.rehearsal.dataset.CaseId;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.DatasetId;
import dev.rehearsal.dataset.DatasetMerge;
import dev.rehearsal.dataset.DatasetQuery;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.DatasetReference;
import dev.rehearsal.dataset.DatasetRow;
import dev.rehearsal.dataset.DatasetVersion;
import dev.rehearsal.dataset.Datasets;
import dev.rehearsal.dataset.RecordChange;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.sql.DatasetRows.Kept;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The datasets of a store with tables. */
final class SqlDatasets implements Datasets {
    private final Readers readers;
    private final Supplier<Writer> writer;
    private final Clock clock;
    private final String who;

    SqlDatasets(Readers readers, Supplier<Writer> writer, Clock clock, String who) {
        this.readers = readers;
        this.writer = writer;
        this.clock = clock;
        this.who = who;
    }

    @Override
    public Datasets by(String other) {
        return new SqlDatasets(readers, writer, clock, other);
    }

    @Override
    public String who() {
        return who;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Dataset create(String name, Map<String, String> tags) {
        DatasetReference.checkName(name);
        DatasetId id = DatasetId.random();
        var made = new AtomicBoolean();
        writer.get().run(changes -> {
            made.set(changes.datasets().create(id, name, clock.instant(), who));
            if (made.get()) {
                changes.datasets().tag(id, tags);
            }
        });
        if (!made.get()) {
            throw new InvalidInputException(
                    "dataset '" + name + "'", "is there already; merge into it, or choose another name");
        }
        return new Dataset(this, readers.read(database -> DatasetRows.of(database, id)));
    }

    @Override
    public List<DatasetRow> search(DatasetQuery query) {
        return readers.read(DatasetRows::all).stream()
                .filter(query::fits)
                .limit(query.limit())
                .toList();
    }

    @Override
    public Optional<DatasetRow> row(String name) {
        return readers.read(database -> DatasetRows.named(database, name));
    }

    @Override
    public List<DatasetVersion> versions(DatasetId id) {
        return readers.read(database -> DatasetRows.versions(database, DatasetRows.key(database, id)));
    }

    @Override
    public Stream<DatasetRecord> records(DatasetId id, int version) {
        return Pages.stream(
                        0L,
                        (after, size) -> readers.read(database ->
                                DatasetRows.page(database, DatasetRows.key(database, id), version, after, size)),
                        Kept::position)
                .map(Kept::record);
    }

    @Override
    public Optional<DatasetRecord> record(DatasetId id, int version, CaseId caseId) {
        return readers.read(database -> DatasetRows.record(database, DatasetRows.key(database, id), version, caseId));
    }

    @Override
    public DatasetMerge merge(DatasetId id, Stream<DatasetRecord> records, String what) {
        return new DatasetChange(writer.get(), clock, id, who, what).merge(records.iterator(), this::newest);
    }

    @Override
    public DatasetVersion remove(DatasetId id, Collection<CaseId> caseIds, String what) {
        new DatasetChange(writer.get(), clock, id, who, what).remove(caseIds);
        return newest(id);
    }

    private DatasetVersion newest(DatasetId id) {
        return readers.read(database -> DatasetRows.of(database, id)).newest();
    }

    @Override
    public List<RecordChange> changes(DatasetId id, int from, int to) {
        return readers.read(database -> {
            long key = DatasetRows.key(database, id);
            return RecordChange.between(
                    DatasetRows.onlyAt(database, key, from, to), DatasetRows.onlyAt(database, key, to, from));
        });
    }

    @Override
    public DatasetRow tag(DatasetId id, Map<String, @Nullable String> tags) {
        var copy = new HashMap<>(tags);
        writer.get().run(changes -> changes.datasets().tag(id, copy));
        return readers.read(database -> DatasetRows.of(database, id));
    }

    @Override
    public void delete(DatasetId id) {
        writer.get().run(changes -> changes.datasets().delete(id));
        SqlDeletion.wipe(writer.get());
    }
}
