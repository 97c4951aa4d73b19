package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.DatasetId;
import dev.rehearsal.dataset.DatasetVersionUsed;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import dev.rehearsal.scoring.JudgedBy;
import dev.rehearsal.store.Cursor;
import dev.rehearsal.store.ExperimentRow;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunName;
import dev.rehearsal.store.RunPage;
import dev.rehearsal.store.RunQuery;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.Runs;
import dev.rehearsal.store.StoreException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The runs of a store. */
final class SqlRuns implements Runs {
    private static final String SELECT = """
            SELECT r.key, r.id, e.name, r.kind, r.status, r.configuration, r.agent_version, r.seed, r.trials,
                (SELECT count(*) FROM run_case c WHERE c.run = r.key), r.started_at, r.ended_at, r.metrics
            FROM run r JOIN experiment e ON e.key = r.experiment
            """;
    private static final String NAMES = """
            SELECT r.id, e.name, r.kind, r.agent_version, r.started_at
            FROM run r JOIN experiment e ON e.key = r.experiment""";
    private static final String NEWEST_FIRST = " ORDER BY r.started_at DESC, r.key DESC LIMIT ?";
    private static final String EXPERIMENTS = """
            SELECT e.name, e.created_at,
                (SELECT count(*) FROM run r WHERE r.experiment = e.key),
                (SELECT count(*) FROM session s
                    WHERE s.experiment = e.key AND s.stop_reason IS DISTINCT FROM 'interrupted'),
                coalesce((SELECT max(r.started_at) FROM run r WHERE r.experiment = e.key), e.created_at),
                coalesce((SELECT max(s.started_at) FROM session s WHERE s.experiment = e.key), e.created_at)
            FROM experiment e""";
    private static final String COUNTS = """
            SELECT stop_reason, count(*) FROM session
            WHERE run = ? AND stop_reason IS NOT NULL AND stop_reason <> 'interrupted' GROUP BY stop_reason""";
    private static final String COUNTS_OF_CHOSEN = """
            SELECT s.stop_reason, count(*) FROM run_session x JOIN session s ON s.key = x.session
            WHERE x.run = ? AND s.stop_reason IS NOT NULL AND s.stop_reason <> 'interrupted' GROUP BY s.stop_reason""";
    private static final String SCORINGS = """
            WHERE r.key IN
                (SELECT x.run FROM session s JOIN run_session x ON x.session = s.key WHERE s.run = ? AND x.run <> s.run)
            ORDER BY r.started_at, r.key""";
    private static final String SPEND = """
            SELECT purpose, calls, input_tokens, output_tokens, cached_input_tokens, usd, unpriced_calls
            FROM run_spend WHERE run = ?""";

    private final Readers readers;
    private final Supplier<Writer> writer;
    private final Clock clock;

    SqlRuns(Readers readers, Supplier<Writer> writer, Clock clock) {
        this.readers = readers;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public Optional<RunRecord> find(String idOrPrefix) {
        if (idOrPrefix.equals("latest")) {
            return list(1).stream().findFirst();
        }
        return readers.read(database -> {
            Optional<String> id = Prefix.find(database, "run", idOrPrefix);
            return id.isEmpty()
                    ? Optional.empty()
                    : records(database, SELECT + " WHERE r.id = ?", Cells.of(id.get())).stream()
                            .findFirst();
        });
    }

    @Override
    public RunPage page(RunQuery query) {
        var values = new ArrayList<@Nullable Object>();
        String where = where(query, values);
        values.add(query.limit() + 1L);
        return readers.read(database -> {
            List<Placed> placed = database.list(
                    SELECT + where + NEWEST_FIRST,
                    row -> new Placed(record(database, row), List.of(row.text(11), row.text(1))),
                    values.toArray());
            boolean more = placed.size() > query.limit();
            List<Placed> shown = more ? placed.subList(0, query.limit()) : placed;
            return new RunPage(
                    shown.stream().map(Placed::run).toList(),
                    more ? new Cursor(RunQuery.LIST, shown.getLast().place()) : null);
        });
    }

    @Override
    public List<RunName> names(RunQuery query) {
        var values = new ArrayList<@Nullable Object>();
        String where = where(query, values);
        values.add(query.limit());
        return readers.read(database -> database.list(
                NAMES + where + NEWEST_FIRST,
                row -> new RunName(
                        new RunId(row.text(1)), row.text(2), row.text(3), row.text(4), Cells.instant(row.number(5))),
                values.toArray()));
    }

    private static String where(RunQuery query, List<@Nullable Object> values) {
        var conditions = new ArrayList<String>();
        if (query.experiment() != null) {
            conditions.add("r.experiment = (SELECT key FROM experiment WHERE name = ?)");
            values.add(Cells.of(query.experiment()));
        }
        if (query.kind() != null) {
            conditions.add("r.kind = ?");
            values.add(Cells.of(query.kind()));
        }
        if (query.status() != null) {
            conditions.add("r.status = ?");
            values.add(query.status().code());
        }
        if (query.after() != null) {
            conditions.add("(r.started_at, r.key) < (?, ?)");
            query.after().checked(RunQuery.LIST, 2).values().forEach(value -> values.add(Cursors.whole(value)));
        }
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    private record Placed(RunRecord run, List<String> place) {}

    @Override
    public List<ExperimentRow> experiments() {
        return readers.read(database -> database
                .list(
                        EXPERIMENTS,
                        row -> new ExperimentRow(
                                row.text(1),
                                Cells.instant(row.number(2)),
                                row.number(3),
                                row.number(4),
                                Cells.instant(Math.max(row.number(5), row.number(6)))))
                .stream()
                .sorted(Comparator.comparing(ExperimentRow::activeAt).reversed().thenComparing(ExperimentRow::name))
                .toList());
    }

    private static List<RunRecord> records(Database database, String sql, @Nullable Object... values)
            throws SQLException {
        return database.list(sql, row -> record(database, row), values);
    }

    private static RunRecord record(Database database, Row row) throws SQLException {
        var counts = new TreeMap<String, Long>();
        String sql = hasChosen(database, row.number(1)) ? COUNTS_OF_CHOSEN : COUNTS;
        database.list(sql, count -> counts.put(count.text(1), count.number(2)), row.number(1));
        return new RunRecord(
                new RunId(row.text(2)),
                row.text(3),
                row.text(4),
                RunStatus.valueOf(row.text(5).toUpperCase(Locale.ROOT)),
                Attributes.parse(row.text(6)),
                row.text(7),
                row.number(8),
                row.count(9),
                row.number(10),
                Cells.instant(row.number(11)),
                row.isNull(12) ? null : Cells.instant(row.number(12)),
                MetricsJson.read(row.text(13)),
                counts);
    }

    @Override
    public List<RunRecord> scoringsOf(RunId runId) {
        return readers.read(database -> records(database, SELECT + SCORINGS, key(database, runId)));
    }

    @Override
    public Stream<TestCase> cases(RunId runId) {
        long run = key(runId);
        return Pages.stream(
                        Long.MIN_VALUE,
                        (after, size) -> readers.read(database -> database.list(
                                "SELECT position, test_case FROM run_case WHERE run = ? AND position > ? ORDER BY position LIMIT ?",
                                row -> new Positioned(row.number(1), SessionReader.testCase(row.text(2))),
                                run,
                                after,
                                size)),
                        Positioned::position)
                .map(Positioned::testCase);
    }

    private record Positioned(long position, TestCase testCase) {}

    @Override
    public boolean lease(RunId runId, String owner, Duration duration) {
        var taken = new AtomicBoolean();
        writer.get().run(changes -> taken.set(changes.runs().lease(runId, owner, duration, clock.instant())));
        return taken.get();
    }

    @Override
    public void release(RunId runId, String owner) {
        writer.get().run(changes -> changes.runs().release(runId, owner));
    }

    @Override
    public Optional<String> holder(RunId runId) {
        long now = Cells.of(clock.instant());
        return readers.read(database -> database.one(
                "SELECT lease_owner FROM run WHERE key = ? AND lease_owner IS NOT NULL AND lease_until > ?",
                row -> row.text(1),
                key(database, runId),
                now));
    }

    @Override
    public Map<Purpose, Spend> spend(RunId runId) {
        return readers.read(database -> {
            var spend = new EnumMap<Purpose, Spend>(Purpose.class);
            database.list(
                    SPEND,
                    row -> spend.put(
                            Purpose.valueOf(row.text(1).toUpperCase(Locale.ROOT)),
                            new Spend(
                                    row.number(2),
                                    new Usage(row.number(3), row.number(4), row.number(5)),
                                    row.flag(7) ? null : Cells.usd(row.number(6)))),
                    key(database, runId));
            return spend;
        });
    }

    @Override
    public Optional<DatasetVersionUsed> dataset(RunId runId) {
        return readers.read(database -> database.one(
                "SELECT id, name, version FROM run_dataset WHERE run = ?",
                row -> new DatasetVersionUsed(new DatasetId(row.text(1)), row.text(2), row.count(3)),
                key(database, runId)));
    }

    @Override
    public long deletedSessions(RunId runId) {
        return readers.read(database -> database.one(
                        "SELECT deleted_sessions FROM run WHERE id = ?", row -> row.number(1), Cells.of(runId.value()))
                .orElseThrow(() -> new StoreException("run " + runId + " is not in the store", null)));
    }

    @Override
    public List<JudgedBy> judges(RunId runId) {
        return readers.read(database -> Calibrations.judges(database, runId));
    }

    private long key(RunId runId) {
        return readers.read(database -> key(database, runId));
    }

    /** @throws StoreException if it is not in the store */
    static long key(Database database, RunId runId) throws SQLException {
        return findKey(database, runId)
                .orElseThrow(() -> new StoreException("run " + runId + " is not in the store", null));
    }

    static OptionalLong findKey(Database database, RunId runId) throws SQLException {
        return database.one("SELECT key FROM run WHERE id = ?", row -> row.number(1), Cells.of(runId.value())).stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** Whether it scores sessions that were chosen, so that those are its sessions. */
    static boolean hasChosen(Database database, long run) throws SQLException {
        return database.one("SELECT 1 FROM run_session WHERE run = ? LIMIT 1", row -> row.number(1), run)
                .isPresent();
    }
}
