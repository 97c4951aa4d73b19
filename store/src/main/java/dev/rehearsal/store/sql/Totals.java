package dev.rehearsal.store.sql;

import dev.rehearsal.model.ModelCall;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps model calls, and the sums that sessions and runs have of them: each sum is written once in a transaction. */
final class Totals {
    private static final String INSERT_CALL = """
            INSERT INTO model_call (session, purpose, case_id, trial, turn, detail, repeat, model, input_tokens,
                output_tokens, cached_input_tokens, usd, duration, attempts, discarded, failure)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String ADD_TO_SESSION = """
            UPDATE session SET turns = turns + ?, calls = calls + ?, input_tokens = input_tokens + ?,
                output_tokens = output_tokens + ?, cached_input_tokens = cached_input_tokens + ?, usd = usd + ?,
                unpriced_calls = unpriced_calls + ?, indexed = CASE WHEN ? > 0 THEN 0 ELSE indexed END
            WHERE key = ?""";
    private static final String ADD_TO_RUN = """
            INSERT INTO run_spend (run, purpose, calls, input_tokens, output_tokens, cached_input_tokens, usd, unpriced_calls)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (run, purpose) DO UPDATE SET calls = run_spend.calls + excluded.calls,
                input_tokens = run_spend.input_tokens + excluded.input_tokens,
                output_tokens = run_spend.output_tokens + excluded.output_tokens,
                cached_input_tokens = run_spend.cached_input_tokens + excluded.cached_input_tokens,
                usd = run_spend.usd + excluded.usd, unpriced_calls = run_spend.unpriced_calls + excluded.unpriced_calls""";

    private final Database database;
    private final List<OpenSession> sessions = new ArrayList<>();
    private final List<OpenRun> runs = new ArrayList<>();

    Totals(Database database) {
        this.database = database;
    }

    /** Keeps the calls with the session, and counts them as the run's, if there is one. */
    void add(OpenSession session, @Nullable OpenRun run, List<ModelCall> calls) throws SQLException {
        for (ModelCall call : calls) {
            insert(session, call);
            session.spend.add(call);
            if (run != null) {
                run.add(call);
            }
        }
        if (!calls.isEmpty()) {
            changed(session);
            if (run != null && !run.changed) {
                run.changed = true;
                runs.add(run);
            }
        }
    }

    /** Counts a turn that is complete. */
    void addTurn(OpenSession session) {
        session.turns++;
        session.newTurns++;
        changed(session);
    }

    private void changed(OpenSession session) {
        if (!session.changed) {
            session.changed = true;
            sessions.add(session);
        }
    }

    private void insert(OpenSession session, ModelCall call) throws SQLException {
        database.later(
                INSERT_CALL,
                session.key,
                call.key().purpose().code(),
                Cells.of(call.key().caseId()),
                call.key().trial(),
                call.key().turn(),
                Cells.of(call.key().detail()),
                call.key().repeat(),
                Cells.of(call.model()),
                call.usage().inputTokens(),
                call.usage().outputTokens(),
                call.usage().cachedInputTokens(),
                call.usd() == null ? null : Cells.of(call.usd()),
                Cells.of(call.duration()),
                call.attempts(),
                call.discarded(),
                Cells.of(call.failure()));
    }

    /** Writes the sums. */
    void finish() throws SQLException {
        for (OpenSession session : sessions) {
            Tally spend = session.spend;
            database.later(
                    ADD_TO_SESSION,
                    session.newTurns,
                    spend.calls,
                    spend.inputTokens,
                    spend.outputTokens,
                    spend.cachedInputTokens,
                    spend.usd,
                    spend.unpricedCalls,
                    session.newTurns,
                    session.key);
            spend.clear();
            session.newTurns = 0;
            session.changed = false;
        }
        for (OpenRun run : runs) {
            for (Map.Entry<dev.rehearsal.model.Purpose, Tally> entry : run.spend.entrySet()) {
                finish(run, entry.getKey().code(), entry.getValue());
            }
            run.changed = false;
        }
        forget();
    }

    private void finish(OpenRun run, String purpose, Tally spend) throws SQLException {
        if (spend.calls > 0) {
            database.later(
                    ADD_TO_RUN,
                    run.key,
                    purpose,
                    spend.calls,
                    spend.inputTokens,
                    spend.outputTokens,
                    spend.cachedInputTokens,
                    spend.usd,
                    spend.unpricedCalls);
            spend.clear();
        }
    }

    /** Drops what was added; the sessions and runs are to be dropped as well. */
    void forget() {
        sessions.clear();
        runs.clear();
    }
}
