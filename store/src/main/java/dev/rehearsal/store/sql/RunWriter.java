package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunStatus;
import dev.rehearsal.store.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Writes runs, their test cases and their leases. */
final class RunWriter {
    private static final String INSERT_EXPERIMENT =
            "INSERT INTO experiment (name, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING";
    private static final String INSERT_RUN = """
            INSERT INTO run (id, experiment, kind, status, configuration, agent_version, seed, trials, started_at, metrics)
            VALUES (?, (SELECT key FROM experiment WHERE name = ?), ?, ?, ?, ?, ?, ?, ?, '{}')
            ON CONFLICT DO NOTHING""";
    private static final String UPDATE_STATUS = """
            UPDATE run SET status = ?, ended_at = ?, metrics = ?
            WHERE key = ? AND (status <> ? OR ended_at IS DISTINCT FROM ? OR metrics <> ?)""";
    private static final String INSERT_CASE = """
            INSERT INTO run_case (run, position, case_id, goal, persona, test_case) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";
    private static final String FIND_CASE = "SELECT key FROM run_case WHERE run = ? AND position = ?";
    private static final String TAKE_LEASE = """
            UPDATE run SET lease_owner = ?, lease_until = ?
            WHERE key = ? AND (lease_owner IS NULL OR lease_owner = ? OR lease_until <= ?)""";
    private static final String RELEASE =
            "UPDATE run SET lease_owner = NULL, lease_until = NULL WHERE key = ? AND lease_owner = ?";

    private final Database database;
    private final OutboxWriter outbox;
    private final Map<String, OpenRun> known = new HashMap<>();

    RunWriter(Database database, OutboxWriter outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    void started(Change.RunStarted change) throws SQLException {
        database.update(INSERT_EXPERIMENT, Cells.of(change.experiment()), Cells.of(change.at()));
        database.update(
                INSERT_RUN,
                Cells.of(change.runId().value()),
                Cells.of(change.experiment()),
                Cells.of(change.kind()),
                RunStatus.RUNNING.code(),
                Cells.of(change.configuration().toJson()),
                Cells.of(change.agentVersion()),
                change.seed(),
                change.trials(),
                Cells.of(change.at()));
    }

    void added(Change.CasesAdded change) throws SQLException {
        OpenRun run = run(change.runId());
        long position = change.firstIndex();
        for (TestCase testCase : change.testCases()) {
            insert(run, position++, testCase);
        }
    }

    void status(Change.RunStatusChanged change) throws SQLException {
        boolean running = change.status() == RunStatus.RUNNING;
        OpenRun run = run(change.runId());
        String code = change.status().code();
        Long endedAt = running ? null : Cells.of(change.at());
        Object metrics = running ? "{}" : Cells.of(MetricsJson.write(change.metrics()));
        if (database.update(UPDATE_STATUS, code, endedAt, metrics, run.key, code, endedAt, metrics) > 0) {
            outbox.run(run);
        }
    }

    /** The key of the test case at that place; it is snapshotted if it was not before. */
    long caseKey(OpenRun run, long position, TestCase testCase) throws SQLException {
        Optional<Long> key = caseKey(run, position);
        if (key.isPresent()) {
            return key.get();
        }
        insert(run, position, testCase);
        return caseKey(run, position).orElseThrow();
    }

    private Optional<Long> caseKey(OpenRun run, long position) throws SQLException {
        return database.one(FIND_CASE, row -> row.number(1), run.key, position);
    }

    private void insert(OpenRun run, long position, TestCase testCase) throws SQLException {
        database.update(
                INSERT_CASE,
                run.key,
                position,
                Cells.of(testCase.caseId().value()),
                Cells.of(testCase.goal()),
                Cells.of(testCase.persona()),
                Cells.of(Attributes.from(CaseReader.write(testCase)).toJson()));
    }

    boolean lease(RunId runId, String owner, Duration duration, Instant now) throws SQLException {
        return database.update(
                        TAKE_LEASE,
                        Cells.of(owner),
                        Cells.of(now.plus(duration)),
                        run(runId).key,
                        Cells.of(owner),
                        Cells.of(now))
                > 0;
    }

    void release(RunId runId, String owner) throws SQLException {
        database.update(RELEASE, run(runId).key, Cells.of(owner));
    }

    /** @throws StoreException if it is not in the store */
    OpenRun run(RunId runId) throws SQLException {
        return find(runId.value()).orElseThrow(() -> new StoreException("run " + runId + " is not in the store", null));
    }

    Optional<OpenRun> find(String runId) throws SQLException {
        OpenRun run = known.get(runId);
        if (run != null) {
            return Optional.of(run);
        }
        Optional<OpenRun> found =
                database.one("SELECT key FROM run WHERE id = ?", row -> new OpenRun(row.number(1)), Cells.of(runId));
        found.ifPresent(open -> known.put(runId, open));
        return found;
    }

    /** The run that has that key. */
    OpenRun ofKey(long key) throws SQLException {
        return find(database.one("SELECT id FROM run WHERE key = ?", row -> row.text(1), key)
                        .orElseThrow())
                .orElseThrow();
    }

    void forget() {
        known.clear();
    }
}
