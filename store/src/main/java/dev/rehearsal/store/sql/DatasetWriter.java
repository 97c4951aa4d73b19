package dev.rehearsal.store.sql;

import dev.rehearsal.dataset.CaseId;
import dev.rehearsal.dataset.DatasetId;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.DatasetVersionUsed;
import dev.rehearsal.dataset.MergeOutcome;
import dev.rehearsal.store.sql.DatasetRows.Kept;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes datasets inside the transaction under way. */
final class DatasetWriter {
    private static final String INSERT = """
            INSERT INTO dataset (id, name, created_at, created_by, changed_at, version) VALUES (?, ?, ?, ?, ?, 0)
            ON CONFLICT DO NOTHING""";
    private static final String INSERT_VERSION = """
            INSERT INTO dataset_version (dataset, number, created_at, created_by, what, added, changed, removed, records)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String TAKE_LEASE = """
            UPDATE dataset SET lease_owner = ?, lease_until = ?
            WHERE key = ? AND (lease_owner IS NULL OR lease_owner = ? OR lease_until <= ?)""";
    private static final String RELEASE =
            "UPDATE dataset SET lease_owner = NULL, lease_until = NULL WHERE key = ? AND lease_owner = ?";
    private static final String FORGET_ADDED = "DELETE FROM dataset_record WHERE dataset = ? AND from_version > ?";
    private static final String FORGET_CLOSED =
            "UPDATE dataset_record SET until_version = NULL WHERE dataset = ? AND until_version > ?";
    private static final String CLOSE = "UPDATE dataset_record SET until_version = ? WHERE key = ?";
    private static final String INSERT_RECORD = """
            INSERT INTO dataset_record (dataset, position, case_id, inputs_hash, from_version, test_case, outputs,
                source_kind, source_details, created_at, created_by, updated_at, updated_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String USE = """
            INSERT INTO run_dataset (run, id, name, version) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING""";

    private final Database database;

    DatasetWriter(Database database) {
        this.database = database;
    }

    /** False if there is one of that name. */
    boolean create(DatasetId id, String name, Instant at, String by) throws SQLException {
        int made =
                database.update(INSERT, Cells.of(id.value()), Cells.of(name), Cells.of(at), Cells.of(by), Cells.of(at));
        if (made > 0) {
            insertVersion(key(id), 0, at, by, "created", new Counts(0, 0, 0), 0);
        }
        return made > 0;
    }

    void tag(DatasetId id, Map<String, ? extends @Nullable String> tags) throws SQLException {
        long key = key(id);
        for (var tag : tags.entrySet()) {
            database.update("DELETE FROM dataset_tag WHERE dataset = ? AND name = ?", key, Cells.of(tag.getKey()));
            if (tag.getValue() != null) {
                database.update(
                        "INSERT INTO dataset_tag (dataset, name, value) VALUES (?, ?, ?)",
                        key,
                        Cells.of(tag.getKey()),
                        Cells.of(tag.getValue()));
            }
        }
    }

    void delete(DatasetId id) throws SQLException {
        long key = key(id);
        for (String table : List.of("dataset_record", "dataset_version", "dataset_tag")) {
            database.update("DELETE FROM " + table + " WHERE dataset = ?", key);
        }
        database.update("DELETE FROM dataset WHERE key = ?", key);
    }

    void used(long run, DatasetVersionUsed used) throws SQLException {
        database.update(USE, run, Cells.of(used.id().value()), Cells.of(used.name()), used.version());
    }

    long key(DatasetId id) throws SQLException {
        return DatasetRows.key(database, id);
    }

    /** How many records a change adds, changes and removes. */
    record Counts(long added, long changed, long removed) {
        Counts plus(Counts other) {
            return new Counts(added + other.added, changed + other.changed, removed + other.removed);
        }

        boolean any() {
            return added + changed + removed > 0;
        }
    }

    /**
     * Lets only that owner change the dataset; what an earlier one left unfinished is taken back.
     *
     * @return false if another owner holds it
     */
    boolean begin(long key, String owner, Instant now, Duration duration) throws SQLException {
        Optional<String> before = database.one(
                "SELECT lease_owner FROM dataset WHERE key = ? AND lease_owner IS NOT NULL", row -> row.text(1), key);
        if (!renew(key, owner, now, duration)) {
            return false;
        }
        if (before.isPresent()) {
            takeBack(key);
        }
        return true;
    }

    boolean renew(long key, String owner, Instant now, Duration duration) throws SQLException {
        return database.update(
                        TAKE_LEASE, Cells.of(owner), Cells.of(now.plus(duration)), key, Cells.of(owner), Cells.of(now))
                > 0;
    }

    /** Ends a change without a new version. */
    void abandon(long key, String owner) throws SQLException {
        if (database.update(RELEASE, key, Cells.of(owner)) > 0) {
            takeBack(key);
        }
    }

    private void takeBack(long key) throws SQLException {
        int version = version(key);
        database.update(FORGET_ADDED, key, version);
        database.update(FORGET_CLOSED, key, version);
    }

    int version(long key) throws SQLException {
        return database.one("SELECT version FROM dataset WHERE key = ?", row -> row.count(1), key)
                .orElseThrow();
    }

    /** Merges records into the version to come; those that are refused are told. */
    Counts merge(long key, List<DatasetRecord> records, List<Optional<String>> refused) throws SQLException {
        int pending = version(key) + 1;
        long position = database.one(
                        "SELECT coalesce(max(position), 0) FROM dataset_record WHERE dataset = ?",
                        row -> row.number(1),
                        key)
                .orElse(0L);
        long added = 0;
        long changed = 0;
        for (DatasetRecord record : records) {
            Optional<Kept> ofInputs = DatasetRows.open(database, key, "inputs_hash", record.inputsHash());
            Optional<Kept> ofId =
                    DatasetRows.open(database, key, "case_id", record.caseId().value());
            switch (MergeOutcome.of(record, ofId.map(Kept::record), ofInputs.map(Kept::record))) {
                case MergeOutcome.Added(var after) -> {
                    insert(key, ++position, pending, after);
                    added++;
                }
                case MergeOutcome.Changed(var before, var after) -> {
                    Kept kept = ofInputs.or(() -> ofId).orElseThrow();
                    if (kept.from() == pending) {
                        database.update("DELETE FROM dataset_record WHERE key = ?", kept.key());
                    } else {
                        database.update(CLOSE, pending, kept.key());
                        changed++;
                    }
                    insert(key, kept.position(), pending, after);
                }
                case MergeOutcome.Unchanged(var same) -> {}
                case MergeOutcome.Refused(var why) -> {
                    refused.add(Optional.of(why));
                    continue;
                }
            }
            refused.add(Optional.empty());
        }
        return new Counts(added, changed, 0);
    }

    Counts remove(long key, Collection<CaseId> caseIds) throws SQLException {
        int pending = version(key) + 1;
        var removed = new ArrayList<Long>();
        for (CaseId each : caseIds) {
            Optional<Kept> kept = DatasetRows.open(database, key, "case_id", each.value());
            if (kept.isPresent()) {
                database.update(CLOSE, pending, kept.get().key());
                removed.add(kept.get().key());
            }
        }
        return new Counts(0, 0, removed.size());
    }

    /** Makes the new version, if there is anything new in it. */
    void finish(long key, Counts counts, Instant at, String by, String what) throws SQLException {
        if (counts.any()) {
            int version = version(key);
            long records = DatasetRows.version(database, key, version).records();
            insertVersion(key, version + 1, at, by, what, counts, records + counts.added() - counts.removed());
            database.update(
                    "UPDATE dataset SET version = ?, changed_at = ? WHERE key = ?", version + 1, Cells.of(at), key);
        }
        database.update("UPDATE dataset SET lease_owner = NULL, lease_until = NULL WHERE key = ?", key);
    }

    private void insertVersion(long key, int number, Instant at, String by, String what, Counts counts, long records)
            throws SQLException {
        database.update(
                INSERT_VERSION,
                key,
                number,
                Cells.of(at),
                Cells.of(by),
                Cells.of(what),
                counts.added(),
                counts.changed(),
                counts.removed(),
                records);
    }

    private void insert(long key, long position, int version, DatasetRecord record) throws SQLException {
        database.update(
                INSERT_RECORD,
                key,
                position,
                Cells.of(record.caseId().value()),
                record.inputsHash(),
                version,
                Cells.of(DatasetRows.testCase(record)),
                Cells.of(DatasetRows.cell(record.outputs())),
                record.source().kind().name(),
                Cells.of(DatasetRows.cell(record.source().details())),
                Cells.of(record.createdAt()),
                Cells.of(record.createdBy()),
                Cells.of(record.updatedAt()),
                Cells.of(record.updatedBy()));
    }
}
