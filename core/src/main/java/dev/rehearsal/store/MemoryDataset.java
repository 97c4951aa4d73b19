package dev.rehearsal.store;

import dev.rehearsal.dataset.CaseId;
import dev.rehearsal.dataset.DatasetId;
import dev.rehearsal.dataset.DatasetMerge;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.DatasetRow;
import dev.rehearsal.dataset.DatasetVersion;
import dev.rehearsal.dataset.MergeOutcome;
import dev.rehearsal.dataset.RecordChange;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A dataset of the in-memory store: each version has a list of its own. Guarded by the store's lock. */
final class MemoryDataset {
    private final DatasetId id;
    private final String name;
    private final Map<String, String> tags;
    private final List<DatasetVersion> versions = new ArrayList<>();
    private final List<List<DatasetRecord>> records = new ArrayList<>();

    MemoryDataset(String name, Map<String, String> tags, Instant at, String by) {
        this.id = DatasetId.random();
        this.name = name;
        this.tags = new TreeMap<>(tags);
        versions.add(new DatasetVersion(0, at, by, "created", 0, 0, 0, 0));
        records.add(List.of());
    }

    DatasetRow row() {
        DatasetVersion created = versions.getFirst();
        return new DatasetRow(id, name, tags, created.at(), created.by(), versions.getLast());
    }

    Instant changedAt() {
        return versions.getLast().at();
    }

    List<DatasetVersion> versions() {
        return List.copyOf(versions.reversed());
    }

    List<DatasetRecord> records(int version) {
        if (version < 0 || version >= records.size()) {
            throw new StoreException("dataset '" + name + "' has no version " + version, null);
        }
        return records.get(version);
    }

    DatasetMerge merge(List<DatasetRecord> incoming, Instant at, String by, String what) {
        var after = new ArrayList<>(records.getLast());
        var byInputs = new HashMap<String, Integer>();
        var byId = new HashMap<CaseId, Integer>();
        for (int i = 0; i < after.size(); i++) {
            byInputs.put(after.get(i).inputsHash(), i);
            byId.put(after.get(i).caseId(), i);
        }
        var faults = new ArrayList<Fault>();
        long added = 0;
        var changed = new LinkedHashMap<Integer, DatasetRecord>();
        int before = after.size();
        for (int i = 0; i < incoming.size(); i++) {
            DatasetRecord record = incoming.get(i);
            Integer ofInputs = byInputs.get(record.inputsHash());
            Integer ofId = byId.get(record.caseId());
            MergeOutcome outcome = MergeOutcome.of(
                    record,
                    Optional.ofNullable(ofId).map(after::get),
                    Optional.ofNullable(ofInputs).map(after::get));
            switch (outcome) {
                case MergeOutcome.Added(var each) -> {
                    byInputs.put(each.inputsHash(), after.size());
                    byId.put(each.caseId(), after.size());
                    after.add(each);
                    added++;
                }
                case MergeOutcome.Changed(var old, var now) -> {
                    Integer place = Objects.requireNonNull(ofInputs == null ? ofId : ofInputs);
                    after.set(place, now);
                    byInputs.remove(old.inputsHash());
                    byId.remove(old.caseId());
                    byInputs.put(now.inputsHash(), place);
                    byId.put(now.caseId(), place);
                    if (place < before) {
                        changed.put(place, now);
                    }
                }
                case MergeOutcome.Unchanged(var same) -> {}
                case MergeOutcome.Refused(var why) -> faults.add(new Fault("test case " + (i + 1), why));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        if (added + changed.size() > 0) {
            add(at, by, what, added, changed.size(), 0, after);
        }
        return new DatasetMerge(versions.getLast(), added, changed.size(), incoming.size() - added - changed.size());
    }

    DatasetVersion remove(Collection<CaseId> caseIds, Instant at, String by, String what) {
        List<DatasetRecord> before = records.getLast();
        List<DatasetRecord> after =
                before.stream().filter(each -> !caseIds.contains(each.caseId())).toList();
        if (after.size() < before.size()) {
            add(at, by, what, 0, 0, before.size() - after.size(), after);
        }
        return versions.getLast();
    }

    private void add(
            Instant at, String by, String what, long added, long changed, long removed, List<DatasetRecord> after) {
        versions.add(new DatasetVersion(versions.size(), at, by, what, added, changed, removed, after.size()));
        records.add(List.copyOf(after));
    }

    List<RecordChange> changes(int from, int to) {
        List<DatasetRecord> before = records(from);
        List<DatasetRecord> after = records(to);
        return RecordChange.between(before, after);
    }

    void tag(Map<String, @Nullable String> changes) {
        changes.forEach((tag, value) -> {
            if (value == null) {
                tags.remove(tag);
            } else {
                tags.put(tag, value);
            }
        });
    }
}
