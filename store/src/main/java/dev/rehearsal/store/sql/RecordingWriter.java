package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RecordedCase;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes sessions that took place elsewhere, and their turns. */
final class RecordingWriter {
    private static final String INSERT_EXPERIMENT =
            "INSERT INTO experiment (name, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING";
    private static final String INSERT_CASE = """
            INSERT INTO run_case (run, position, case_id, goal, persona, test_case) VALUES (NULL, 0, ?, ?, ?, ?)
            RETURNING key""";
    private static final String UPDATE_CASE = """
            UPDATE run_case SET case_id = ?, goal = ?, persona = ?, test_case = ?
            WHERE key = (SELECT run_case FROM session WHERE key = ?)""";
    private static final String INSERT_SESSION = """
            INSERT INTO session (id, run, run_case, position, trial, attempt, started_at, active_at, experiment, source, attributes)
            VALUES (?, NULL, ?, 0, 1, 1, ?, ?, (SELECT key FROM experiment WHERE name = ?), ?, ?)""";
    private static final String UPDATE_ATTRIBUTES = "UPDATE session SET attributes = ? WHERE key = ?";
    private static final String FIND_TURN = """
            SELECT t.key, t.number, t.answer, s.id FROM turn t JOIN session s ON s.key = t.session WHERE t.trace_id = ?""";
    private static final String INSERT_TURN = """
            INSERT INTO turn (session, number, user_text, user_tool_calls, answer, failure, started_at, latency, trace_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE_TURN = """
            UPDATE turn SET user_text = ?, user_tool_calls = ?, answer = ?, failure = ?, started_at = ?, latency = ?
            WHERE key = ? AND (user_text IS DISTINCT FROM ? OR user_tool_calls IS DISTINCT FROM ? OR answer IS DISTINCT FROM ?
                OR failure IS DISTINCT FROM ? OR started_at IS DISTINCT FROM ? OR latency IS DISTINCT FROM ?)""";
    private static final String GO_ON = """
            UPDATE session SET stop_reason = NULL, stop_rationale = '', ended_at = NULL, duration = 0, indexed = 0,
                started_at = CASE WHEN started_at > ? THEN ? ELSE started_at END,
                active_at = CASE WHEN active_at IS NULL OR active_at < ? THEN ? ELSE active_at END,
                turns = turns + ?, input_tokens = input_tokens + ?, output_tokens = output_tokens + ?,
                cached_input_tokens = cached_input_tokens + ?
            WHERE key = ?""";
    private static final String GIVE_AWAY = """
            UPDATE session SET turns = turns - 1, indexed = 0, input_tokens = input_tokens - ?,
                output_tokens = output_tokens - ?, cached_input_tokens = cached_input_tokens - ?
            WHERE key = ?""";
    private static final String END_QUIET = """
            UPDATE session SET stop_reason = ?, stop_rationale = ?, ended_at = ?,
                duration = (SELECT coalesce(max(started_at + latency), session.started_at) FROM turn
                    WHERE session = session.key) - started_at
            WHERE run IS NULL AND stop_reason IS NULL AND active_at < ?""";

    private final Database database;
    private final SessionWriter sessions;
    private final SpanWriter spans;
    private final AssessmentWriter assessments;
    private final TurnOrder order;
    private final SessionTags tags;

    RecordingWriter(Database database, SessionWriter sessions, SpanWriter spans, AssessmentWriter assessments) {
        this.database = database;
        this.sessions = sessions;
        this.spans = spans;
        this.assessments = assessments;
        this.order = new TurnOrder(database);
        this.tags = new SessionTags(database);
    }

    void recorded(Change.SessionRecorded change) throws SQLException {
        Optional<OpenSession> there = sessions.find(change.sessionId().value());
        if (there.isEmpty()) {
            insert(change);
            return;
        }
        OpenSession session = there.get();
        check(session, change.sessionId().value());
        add(session, change.attributes());
        if (change.testCase() != null) {
            update(session, change.testCase());
        }
    }

    private void insert(Change.SessionRecorded change) throws SQLException {
        TestCase testCase = change.testCase() == null ? RecordedCase.unknown(change.sessionId()) : change.testCase();
        database.update(INSERT_EXPERIMENT, Cells.of(change.experiment()), Cells.of(change.at()));
        long caseKey = database.one(
                        INSERT_CASE,
                        row -> row.number(1),
                        Cells.of(testCase.caseId().value()),
                        Cells.of(testCase.goal()),
                        Cells.of(testCase.persona()),
                        json(testCase))
                .orElseThrow();
        database.update(
                INSERT_SESSION,
                Cells.of(change.sessionId().value()),
                caseKey,
                Cells.of(change.at()),
                Cells.of(change.at()),
                Cells.of(change.experiment()),
                Cells.of(change.source()),
                Cells.of(change.attributes().toJson()));
        tags.write(sessions.session(change.sessionId()).key, testCase, change.attributes());
    }

    private void add(OpenSession session, Attributes more) throws SQLException {
        if (more.isEmpty()) {
            return;
        }
        Attributes there = Attributes.parse(
                database.one("SELECT attributes FROM session WHERE key = ?", row -> row.text(1), session.key)
                        .orElseThrow());
        Attributes all = there;
        for (var each : more.asMap().entrySet()) {
            all = all.with(each.getKey(), each.getValue());
        }
        if (!all.equals(there)) {
            database.update(UPDATE_ATTRIBUTES, Cells.of(all.toJson()), session.key);
            tags.writeAnew(session.key);
        }
    }

    private void update(OpenSession session, TestCase testCase) throws SQLException {
        database.update(
                UPDATE_CASE,
                Cells.of(testCase.caseId().value()),
                Cells.of(testCase.goal()),
                Cells.of(testCase.persona()),
                json(testCase),
                session.key);
        database.update("UPDATE session SET indexed = 0 WHERE key = ?", session.key);
        tags.writeAnew(session.key);
    }

    private static @Nullable Object json(TestCase testCase) {
        return Cells.of(Attributes.from(CaseReader.write(testCase)).toJson());
    }

    /** A turn that is there. */
    private record Kept(long key, int number, Usage usage, String sessionId) {}

    void turnRecorded(Change.TurnRecorded change) throws SQLException {
        String id = change.sessionId().value();
        OpenSession session = sessions.session(change.sessionId());
        check(session, id);
        Optional<Kept> kept = kept(change.traceId());
        if (kept.isEmpty()) {
            add(session, change);
        } else if (kept.get().sessionId.equals(id)) {
            if (update(session, kept.get(), change)) {
                goOn(session, change, 0, kept.get().usage);
            }
        } else {
            OpenSession before = sessions.session(SessionId.of(kept.get().sessionId));
            check(before, kept.get().sessionId);
            move(before, session, kept.get(), change);
        }
    }

    private Optional<Kept> kept(TraceId traceId) throws SQLException {
        return database.one(
                FIND_TURN,
                row -> {
                    String answer = row.textOrNull(3);
                    Usage usage = answer == null
                            ? Usage.NONE
                            : TurnJson.answer(answer).usage();
                    return new Kept(row.number(1), row.count(2), usage, row.text(4));
                },
                traceId.value());
    }

    private void add(OpenSession session, Change.TurnRecorded change) throws SQLException {
        Turn turn = change.turn();
        sessions.refresh(session);
        int number = (int) session.turns + 1;
        database.update(
                INSERT_TURN,
                session.key,
                number,
                Cells.of(turn.user().text()),
                Cells.of(TurnJson.write(turn.user().toolCalls())),
                Cells.of(TurnJson.write(turn.answer())),
                Cells.of(turn.failure()),
                Cells.of(turn.startedAt()),
                Cells.of(turn.latency()),
                change.traceId().value());
        spans.addNew(session, number, turn.spans());
        order.place(session.key, number, turn.startedAt());
        goOn(session, change, 1, Usage.NONE);
    }

    /** Says whether anything changed. */
    private boolean update(OpenSession session, Kept kept, Change.TurnRecorded change) throws SQLException {
        Turn turn = change.turn();
        Object user = Cells.of(turn.user().text());
        Object tools = Cells.of(TurnJson.write(turn.user().toolCalls()));
        Object answer = Cells.of(TurnJson.write(turn.answer()));
        Object failure = Cells.of(turn.failure());
        long startedAt = Cells.of(turn.startedAt());
        long latency = Cells.of(turn.latency());
        boolean changed = database.update(
                        UPDATE_TURN,
                        user,
                        tools,
                        answer,
                        failure,
                        startedAt,
                        latency,
                        kept.key,
                        user,
                        tools,
                        answer,
                        failure,
                        startedAt,
                        latency)
                > 0;
        int added = spans.add(session, kept.number, turn.spans());
        if (changed) {
            order.place(session.key, kept.number, turn.startedAt());
        }
        return changed || added > 0;
    }

    private void move(OpenSession from, OpenSession to, Kept kept, Change.TurnRecorded change) throws SQLException {
        sessions.refresh(from);
        sessions.refresh(to);
        int number = (int) to.turns + 1;
        order.move(from.key, kept.number, (int) from.turns);
        order.hand(from.key, (int) from.turns, to.key, number);
        from.turns--;
        database.update(
                GIVE_AWAY,
                kept.usage.inputTokens(),
                kept.usage.outputTokens(),
                kept.usage.cachedInputTokens(),
                from.key);
        update(to, new Kept(kept.key, number, kept.usage, change.sessionId().value()), change);
        order.place(to.key, number, change.turn().startedAt());
        goOn(to, change, 1, Usage.NONE);
        assessments.summarise(from);
        assessments.summarise(to);
        sessions.removeIfEmpty(from, kept.sessionId);
    }

    private void goOn(OpenSession session, Change.TurnRecorded change, int newTurns, Usage before) throws SQLException {
        Usage usage = change.turn().answer().usage();
        long startedAt = Cells.of(change.turn().startedAt());
        long at = Cells.of(change.at());
        database.update(
                GO_ON,
                startedAt,
                startedAt,
                at,
                at,
                newTurns,
                usage.inputTokens() - before.inputTokens(),
                usage.outputTokens() - before.outputTokens(),
                usage.cachedInputTokens() - before.cachedInputTokens(),
                session.key);
        session.turns += newTurns;
        tags.moved(session.key);
    }

    /** Says whether any ended. */
    boolean quietEnded(Change.QuietSessionsEnded change) throws SQLException {
        long before = Cells.of(change.before());
        return database.update(
                        END_QUIET,
                        Change.QuietSessionsEnded.REASON.code(),
                        Cells.of(Change.QuietSessionsEnded.REASON.rationale()),
                        before,
                        before)
                > 0;
    }

    private static void check(OpenSession session, String id) {
        if (session.run != null) {
            throw RecordedCase.simulated(SessionId.of(id));
        }
    }
}
