package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.CaseId;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.DatasetId;
import dev.rehearsal.dataset.DatasetRecord;
import dev.rehearsal.dataset.DatasetRow;
import dev.rehearsal.dataset.DatasetVersion;
import dev.rehearsal.dataset.RecordSource;
import dev.rehearsal.store.StoreException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads datasets, their versions and records. */
final class DatasetRows {
    private static final String VERSION =
            "v.number, v.created_at, v.created_by, v.what, v.added, v.changed, v.removed, v.records";
    private static final String ROWS = "SELECT " + VERSION + ", d.key, d.id, d.name, d.created_at, d.created_by"
            + " FROM dataset d JOIN dataset_version v ON v.dataset = d.key AND v.number = d.version";
    private static final String RECORDS = """
            SELECT key, position, from_version, test_case, outputs, source_kind, source_details, created_at, created_by,
                updated_at, updated_by
            FROM dataset_record WHERE dataset = ?""";
    private static final String AT = " AND from_version <= ? AND (until_version IS NULL OR until_version > ?)";
    private static final String NOT_AT =
            " AND NOT (from_version <= ? AND (until_version IS NULL OR until_version > ?))";

    private DatasetRows() {}

    /** A record with what only the tables know of it. */
    record Kept(long key, long position, int from, DatasetRecord record) {}

    static List<DatasetRow> all(Database database) throws SQLException {
        return database.list(ROWS + " ORDER BY d.changed_at DESC, d.key DESC", row -> row(database, row));
    }

    static Optional<DatasetRow> named(Database database, String name) throws SQLException {
        return database.one(ROWS + " WHERE d.name = ?", row -> row(database, row), Cells.of(name));
    }

    static DatasetRow of(Database database, DatasetId id) throws SQLException {
        return database.one(ROWS + " WHERE d.id = ?", row -> row(database, row), Cells.of(id.value()))
                .orElseThrow(() -> missing(id));
    }

    private static DatasetRow row(Database database, Row row) throws SQLException {
        return new DatasetRow(
                new DatasetId(row.text(10)),
                row.text(11),
                tags(database, row.number(9)),
                Cells.instant(row.number(12)),
                row.text(13),
                version(row));
    }

    private static DatasetVersion version(Row row) throws SQLException {
        return new DatasetVersion(
                row.count(1),
                Cells.instant(row.number(2)),
                row.text(3),
                row.text(4),
                row.number(5),
                row.number(6),
                row.number(7),
                row.number(8));
    }

    private static Map<String, String> tags(Database database, long dataset) throws SQLException {
        var tags = new TreeMap<String, String>();
        database.list(
                "SELECT name, value FROM dataset_tag WHERE dataset = ?",
                row -> tags.put(row.text(1), row.text(2)),
                dataset);
        return tags;
    }

    /** @throws StoreException if it is not in the store */
    static long key(Database database, DatasetId id) throws SQLException {
        return database.one("SELECT key FROM dataset WHERE id = ?", row -> row.number(1), Cells.of(id.value()))
                .orElseThrow(() -> missing(id));
    }

    static StoreException missing(DatasetId id) {
        return new StoreException("dataset " + id + " is not in the store; it may have been deleted", null);
    }

    static List<DatasetVersion> versions(Database database, long dataset) throws SQLException {
        return database.list(
                "SELECT " + VERSION + " FROM dataset_version v WHERE v.dataset = ? ORDER BY v.number DESC",
                DatasetRows::version,
                dataset);
    }

    static DatasetVersion version(Database database, long dataset, int number) throws SQLException {
        return database.one(
                        "SELECT " + VERSION + " FROM dataset_version v WHERE v.dataset = ? AND v.number = ?",
                        DatasetRows::version,
                        dataset,
                        number)
                .orElseThrow();
    }

    static List<Kept> page(Database database, long dataset, int version, long after, int size) throws SQLException {
        return database.list(
                RECORDS + AT + " AND position > ? ORDER BY position LIMIT ?",
                DatasetRows::kept,
                dataset,
                version,
                version,
                after,
                size);
    }

    static Optional<DatasetRecord> record(Database database, long dataset, int version, CaseId caseId)
            throws SQLException {
        return database.one(
                        RECORDS + AT + " AND case_id = ?",
                        DatasetRows::kept,
                        dataset,
                        version,
                        version,
                        Cells.of(caseId.value()))
                .map(Kept::record);
    }

    /** What is there and not closed, changes under way included. */
    static Optional<Kept> open(Database database, long dataset, String column, String value) throws SQLException {
        return database.one(
                RECORDS + " AND until_version IS NULL AND " + column + " = ?",
                DatasetRows::kept,
                dataset,
                Cells.of(value));
    }

    /** The records that one version has as they are not in the other. */
    static List<DatasetRecord> onlyAt(Database database, long dataset, int version, int other) throws SQLException {
        return database
                .list(
                        RECORDS + AT + NOT_AT + " ORDER BY position",
                        DatasetRows::kept,
                        dataset,
                        version,
                        version,
                        other,
                        other)
                .stream()
                .map(Kept::record)
                .toList();
    }

    private static Kept kept(Row row) throws SQLException {
        return new Kept(
                row.number(1),
                row.number(2),
                row.count(3),
                new DatasetRecord(
                        SessionReader.testCase(row.text(4)),
                        attributes(row.textOrNull(5)),
                        new RecordSource(RecordSource.Kind.parse(row.text(6)), attributes(row.text(7))),
                        Cells.instant(row.number(8)),
                        row.text(9),
                        Cells.instant(row.number(10)),
                        row.text(11)));
    }

    private static Attributes attributes(@Nullable String cell) {
        return cell == null || cell.isEmpty() ? Attributes.EMPTY : Attributes.parse(cell);
    }

    static String cell(Attributes attributes) {
        return attributes.isEmpty() ? "" : attributes.toJson();
    }

    static String testCase(DatasetRecord record) {
        return Attributes.from(CaseReader.write(record.testCase())).toJson();
    }
}
