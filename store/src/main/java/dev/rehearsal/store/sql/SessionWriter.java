package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.StoreException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes sessions, their turns and goal checks. */
final class SessionWriter {
    private static final String INSERT_SESSION = """
            INSERT INTO session (id, run, run_case, position, trial, attempt, started_at, experiment)
            VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT experiment FROM run WHERE key = ?))
            ON CONFLICT DO NOTHING""";
    private static final String FIND_SESSION = "SELECT key, run, turns FROM session WHERE id = ?";
    private static final String CHOOSE =
            "INSERT INTO run_session (run, position, session) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
    private static final String INSERT_SPOKEN = """
            INSERT INTO turn (session, number, user_text, user_tool_calls, trace_id) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";
    private static final String COMPLETE_TURN = """
            INSERT INTO turn (session, number, user_text, user_tool_calls, answer, failure, started_at, latency, trace_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (session, number) DO UPDATE SET user_text = excluded.user_text,
                user_tool_calls = excluded.user_tool_calls, answer = excluded.answer, failure = excluded.failure,
                started_at = excluded.started_at, latency = excluded.latency
            WHERE turn.answer IS NULL""";
    private static final String CHECK_GOAL = """
            UPDATE turn SET goal_achieved = ?, goal_rationale = ?, goal_failure = ?
            WHERE session = ? AND number = ? AND goal_achieved IS NULL AND goal_failure IS NULL""";
    private static final String CLOSE_SESSION = """
            UPDATE session SET stop_reason = ?, stop_rationale = ?, ended_at = ?, duration = ?
            WHERE key = ? AND stop_reason IS DISTINCT FROM 'interrupted'
                AND (stop_reason IS DISTINCT FROM ? OR stop_rationale <> ? OR ended_at IS DISTINCT FROM ? OR duration <> ?)""";
    private static final String IN_USE = """
            SELECT 1 FROM turn WHERE session = ? UNION ALL SELECT 1 FROM assessment WHERE session = ?
            UNION ALL SELECT 1 FROM run_session WHERE session = ?
            UNION ALL SELECT 1 FROM expectation WHERE session = ? LIMIT 1""";
    private static final int MOST_KNOWN = 10_000;

    private final Database database;
    private final RunWriter runs;
    private final Totals totals;
    private final SpanWriter spans;
    private final StrayTurns strays;
    private final SessionTags tags;
    private final OutboxWriter outbox;
    private final Map<String, OpenSession> known = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, OpenSession> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    SessionWriter(Database database, RunWriter runs, Totals totals, SpanWriter spans, OutboxWriter outbox) {
        this.database = database;
        this.runs = runs;
        this.totals = totals;
        this.spans = spans;
        this.strays = new StrayTurns(database, this);
        this.tags = new SessionTags(database);
        this.outbox = outbox;
    }

    void opened(Change.SessionOpened change) throws SQLException {
        OpenRun run = runs.run(change.runId());
        String id = change.key().sessionId().value();
        if (find(id).isEmpty()) {
            database.update(
                    INSERT_SESSION,
                    Cells.of(id),
                    run.key,
                    runs.caseKey(run, change.key().index(), change.key().testCase()),
                    change.key().index(),
                    change.key().trial(),
                    change.key().attempt(),
                    Cells.of(change.at()),
                    run.key);
            TestCase testCase = change.key().testCase();
            if (!testCase.tags().isEmpty() || !testCase.metadata().isEmpty()) {
                tags.write(session(change.key().sessionId()).key, testCase, Attributes.EMPTY);
            }
        }
    }

    void chosen(Change.SessionsChosen change) throws SQLException {
        OpenRun run = runs.run(change.runId());
        long place = change.firstPlace();
        for (SessionId id : change.sessions()) {
            OpenSession session = session(id);
            if (database.update(CHOOSE, run.key, place++, session.key) > 0) {
                outbox.chosen(run, session);
            }
        }
    }

    void spoke(Change.UserSpoke change) throws SQLException {
        OpenSession session = session(change.sessionId());
        if (change.turn() > session.turns) {
            checkNext(session, change.sessionId(), change.turn());
            TraceId traceId = session.trace(change.sessionId(), change.turn());
            strays.adopt(session, change.turn(), traceId);
            session.spoken = change.turn();
            int changed = database.update(
                    INSERT_SPOKEN,
                    session.key,
                    change.turn(),
                    Cells.of(change.message().text()),
                    Cells.of(TurnJson.write(change.message().toolCalls())),
                    traceId.value());
            if (changed > 0) {
                totals.add(session, session.run, change.calls());
            }
        }
    }

    void completed(Change.TurnCompleted change) throws SQLException {
        OpenSession session = session(change.sessionId());
        Turn turn = change.turn();
        if (turn.number() > session.turns) {
            checkNext(session, change.sessionId(), turn.number());
            TraceId traceId = session.trace(change.sessionId(), turn.number());
            if (session.spoken < turn.number()) {
                strays.adopt(session, turn.number(), traceId);
            }
            int changed = database.update(
                    COMPLETE_TURN,
                    session.key,
                    turn.number(),
                    Cells.of(turn.user().text()),
                    Cells.of(TurnJson.write(turn.user().toolCalls())),
                    Cells.of(TurnJson.write(turn.answer())),
                    Cells.of(turn.failure()),
                    Cells.of(turn.startedAt()),
                    Cells.of(turn.latency()),
                    traceId.value());
            if (changed > 0) {
                spans.add(session, turn.number(), turn.spans());
                totals.addTurn(session);
                totals.add(session, session.run, change.calls());
                outbox.turn(session, turn.number());
            }
        }
    }

    /** Another has measured steps of a turn that is there or is to come. */
    void spansAdded(Change.SpansAdded change) throws SQLException {
        OpenSession session = session(change.sessionId());
        if (spans.add(session, change.turn(), change.spans()) > 0 && change.turn() <= session.turns) {
            outbox.turn(session, change.turn());
        }
    }

    void goalChecked(Change.GoalChecked change) throws SQLException {
        OpenSession session = session(change.sessionId());
        if (change.turn() > session.turns) {
            refresh(session);
        }
        if (change.turn() < 1 || change.turn() > session.turns) {
            throw new StoreException(
                    "the goal check of turn " + change.turn() + " of session " + change.sessionId()
                            + " cannot be kept: it has " + session.turns + " complete turns",
                    null);
        }
        GoalVerdict verdict = change.verdict();
        int changed = database.update(
                CHECK_GOAL,
                verdict == null ? null : verdict.achieved(),
                verdict == null ? null : Cells.of(verdict.rationale()),
                Cells.of(change.failure()),
                session.key,
                change.turn());
        if (changed > 0) {
            totals.add(session, session.run, change.calls());
        }
    }

    /** Says whether anything changed. */
    boolean closed(Change.SessionClosed change) throws SQLException {
        OpenSession session = session(change.sessionId());
        String code = change.stopReason().code();
        Object rationale = Cells.of(change.stopReason().rationale());
        long at = Cells.of(change.at());
        long duration = Cells.of(change.duration());
        int changed = database.update(
                CLOSE_SESSION, code, rationale, at, duration, session.key, code, rationale, at, duration);
        if (changed > 0) {
            totals.add(session, session.run, change.calls());
            outbox.end(session);
        }
        return changed > 0;
    }

    /** @throws StoreException if a turn before it is not there */
    private void checkNext(OpenSession session, SessionId sessionId, int turn) throws SQLException {
        if (turn != session.turns + 1) {
            refresh(session);
        }
        if (turn > session.turns + 1) {
            throw new StoreException(
                    "turn " + turn + " of session " + sessionId + " cannot be kept: it has " + session.turns
                            + " complete turns",
                    null);
        }
    }

    /** Another process may have gone on with it. */
    void refresh(OpenSession session) throws SQLException {
        session.turns = session.newTurns
                + database.one("SELECT turns FROM session WHERE key = ?", row -> row.number(1), session.key)
                        .orElseThrow();
    }

    /** @throws StoreException if it is not in the store */
    OpenSession session(SessionId sessionId) throws SQLException {
        return find(sessionId.value())
                .orElseThrow(() -> new StoreException("session " + sessionId + " is not in the store", null));
    }

    Optional<OpenSession> find(String id) throws SQLException {
        OpenSession session = known.get(id);
        if (session != null) {
            return Optional.of(session);
        }
        Optional<OpenSession> found = database.one(
                FIND_SESSION,
                row -> new OpenSession(row.number(1), row.isNull(2) ? null : runs.ofKey(row.number(2)), row.number(3)),
                Cells.of(id));
        found.ifPresent(open -> known.put(id, open));
        return found;
    }

    /** A session without a run whose last turn went to another one is gone, unless somebody chose or judged it. */
    void removeIfEmpty(OpenSession session, String id) throws SQLException {
        if (database.one(IN_USE, row -> row.number(1), session.key, session.key, session.key, session.key)
                .isEmpty()) {
            long caseKey = database.one("SELECT run_case FROM session WHERE key = ?", row -> row.number(1), session.key)
                    .orElseThrow();
            database.dialect().forget(database, session.key);
            tags.forget(session.key);
            database.update("DELETE FROM session WHERE key = ?", session.key);
            database.update("DELETE FROM run_case WHERE key = ?", caseKey);
            known.remove(id);
        }
    }

    void forget() {
        known.clear();
    }
}
