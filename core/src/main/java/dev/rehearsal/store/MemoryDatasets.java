package dev.rehearsal.store;

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
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The datasets of the in-memory store. */
final class MemoryDatasets implements Datasets {
    private final Tables tables;
    private final Guard guard;
    private final Clock clock;
    private final String who;

    /** Those of all who look at the same store. Guarded by its lock. */
    static final class Tables {
        private final Map<String, MemoryDataset> byName = new LinkedHashMap<>();
    }

    /** Does something while nobody else does. */
    @FunctionalInterface
    interface Guard {
        <T> T locked(Supplier<T> action);
    }

    MemoryDatasets(Tables tables, Guard guard, Clock clock, String who) {
        this.tables = tables;
        this.guard = guard;
        this.clock = clock;
        this.who = who;
    }

    @Override
    public Datasets by(String other) {
        return new MemoryDatasets(tables, guard, clock, other);
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
        return guard.locked(() -> {
            if (tables.byName.containsKey(name)) {
                throw new InvalidInputException(
                        "dataset '" + name + "'", "is there already; merge into it, or choose another name");
            }
            var dataset = new MemoryDataset(name, tags, clock.instant(), who);
            tables.byName.put(name, dataset);
            return new Dataset(this, dataset.row());
        });
    }

    @Override
    public List<DatasetRow> search(DatasetQuery query) {
        Comparator<MemoryDataset> byChange = Comparator.comparing(MemoryDataset::changedAt);
        return guard.locked(() -> List.copyOf(tables.byName.values()).reversed().stream()
                .filter(dataset -> query.fits(dataset.row()))
                .sorted(byChange.reversed())
                .limit(query.limit())
                .map(MemoryDataset::row)
                .toList());
    }

    @Override
    public Optional<DatasetRow> row(String name) {
        return guard.locked(() -> Optional.ofNullable(tables.byName.get(name)).map(MemoryDataset::row));
    }

    @Override
    public List<DatasetVersion> versions(DatasetId id) {
        return of(id, MemoryDataset::versions);
    }

    @Override
    public Stream<DatasetRecord> records(DatasetId id, int version) {
        return of(id, dataset -> dataset.records(version)).stream();
    }

    @Override
    public Optional<DatasetRecord> record(DatasetId id, int version, CaseId caseId) {
        return records(id, version)
                .filter(record -> record.caseId().equals(caseId))
                .findFirst();
    }

    @Override
    public DatasetMerge merge(DatasetId id, Stream<DatasetRecord> records, String what) {
        List<DatasetRecord> incoming = records.toList();
        return of(id, dataset -> dataset.merge(incoming, clock.instant(), who, what));
    }

    @Override
    public DatasetVersion remove(DatasetId id, Collection<CaseId> caseIds, String what) {
        return of(id, dataset -> dataset.remove(Set.copyOf(caseIds), clock.instant(), who, what));
    }

    @Override
    public List<RecordChange> changes(DatasetId id, int from, int to) {
        return of(id, dataset -> dataset.changes(from, to));
    }

    @Override
    public DatasetRow tag(DatasetId id, Map<String, @Nullable String> tags) {
        return of(id, dataset -> {
            dataset.tag(tags);
            return dataset.row();
        });
    }

    @Override
    public void delete(DatasetId id) {
        guard.locked(() ->
                tables.byName.values().removeIf(dataset -> dataset.row().id().equals(id)));
    }

    private <T> T of(DatasetId id, Function<MemoryDataset, T> use) {
        return guard.locked(() -> use.apply(tables.byName.values().stream()
                .filter(dataset -> dataset.row().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new StoreException("dataset " + id + " is not in the store", null))));
    }
}
