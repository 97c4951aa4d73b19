package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Role;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.CaseId;
import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.store.Glimpse;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.StoreException;
import dev.rehearsal.store.TracedTurn;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads sessions back. */
final class SessionReader {
    /** The columns of a row; its key first and its test case last. */
    static final String SELECT = """
            SELECT s.key, s.id, r.id, e.name, c.case_id, s.position, s.trial, s.attempt, c.goal, c.persona, s.turns,
                s.stop_reason, s.stop_rationale, s.input_tokens + s.output_tokens, s.usd, s.unpriced_calls, s.started_at,
                s.duration, s.source, s.attributes, c.test_case
            FROM session s JOIN experiment e ON e.key = s.experiment JOIN run_case c ON c.key = s.run_case
                LEFT JOIN run r ON r.key = s.run
            """;

    private static final int AT_ONCE = 64;
    private static final String SOME = "(" + String.join(", ", Collections.nCopies(AT_ONCE, "?")) + ")";
    private static final String GLIMPSES = """
            SELECT s.id, (SELECT user_text FROM turn WHERE session = s.key ORDER BY number LIMIT 1),
                (SELECT answer FROM turn WHERE session = s.key AND answer IS NOT NULL ORDER BY number DESC LIMIT 1)
            FROM session s WHERE s.id IN\s""" + SOME;
    private static final String TURNS = """
            SELECT number, user_text, user_tool_calls, answer, failure, started_at, latency, goal_achieved, goal_rationale,
                goal_failure, trace_id
            FROM turn WHERE session = ? ORDER BY number""";
    private static final String SPANS = """
            SELECT turn, id, parent_id, name, kind, started_at, duration, attributes, failure
            FROM span WHERE session = ? ORDER BY key""";
    private static final String SPANS_OF_TURN = """
            SELECT turn, id, parent_id, name, kind, started_at, duration, attributes, failure
            FROM span WHERE session = ? AND turn = ? ORDER BY key""";
    private static final String TRACED = """
            SELECT s.key, s.id, s.run, t.number FROM turn t JOIN session s ON s.key = t.session WHERE t.trace_id = ?""";
    private static final String CALLS = """
            SELECT purpose, case_id, trial, turn, detail, repeat, model, input_tokens, output_tokens, cached_input_tokens,
                usd, duration, attempts, discarded, failure
            FROM model_call WHERE session = ? ORDER BY key""";
    private final Database database;
    private final StatementReader statements;

    SessionReader(Database database) {
        this.database = database;
        this.statements = new StatementReader(database);
    }

    Optional<SessionRecord> record(String id) throws SQLException {
        return database.one(SELECT + "WHERE s.id = ?", this::record, Cells.of(id));
    }

    /** How those sessions began and ended, as far as they are in the store. */
    Map<SessionId, Glimpse> glimpses(List<SessionId> ids) throws SQLException {
        var glimpses = new LinkedHashMap<SessionId, Glimpse>();
        for (int start = 0; start < ids.size(); start += AT_ONCE) {
            @Nullable Object[] values = Collections.nCopies(AT_ONCE, "").toArray();
            for (int i = start; i < Math.min(ids.size(), start + AT_ONCE); i++) {
                values[i - start] = Cells.of(ids.get(i).value());
            }
            database.list(
                    GLIMPSES,
                    row -> {
                        String question = row.textOrNull(2);
                        String answer = row.textOrNull(3);
                        return glimpses.put(
                                SessionId.of(row.text(1)),
                                new Glimpse(
                                        question == null ? "" : question,
                                        answer == null
                                                ? ""
                                                : TurnJson.answer(answer).text()));
                    },
                    values);
        }
        return glimpses;
    }

    SessionRecord record(long key) throws SQLException {
        return database.one(SELECT + "WHERE s.key = ?", this::record, key).orElseThrow();
    }

    /** The rows of those sessions, in their order. */
    List<SessionRow> rows(List<Long> keys) throws SQLException {
        var rows = new ArrayList<SessionRow>(keys.size());
        for (int start = 0; start < keys.size(); start += AT_ONCE) {
            List<Long> some = keys.subList(start, Math.min(keys.size(), start + AT_ONCE));
            @Nullable Object[] values = Collections.nCopies(AT_ONCE, -1L).toArray();
            for (int i = 0; i < some.size(); i++) {
                values[i] = some.get(i);
            }
            var scores = new HashMap<Long, Map<String, String>>();
            database.list(
                    "SELECT session, name, text FROM score WHERE session IN " + SOME,
                    score -> scores.computeIfAbsent(score.number(1), key -> new HashMap<>())
                            .put(score.text(2), score.text(3)),
                    values);
            var byKey = new HashMap<Long, SessionRow>();
            database.list(
                    SELECT + "WHERE s.key IN " + SOME,
                    row -> byKey.put(row.number(1), row(row, scores.getOrDefault(row.number(1), Map.of()))),
                    values);
            some.stream().map(byKey::get).filter(Objects::nonNull).forEach(rows::add);
        }
        return rows;
    }

    private SessionRow row(Row row) throws SQLException {
        var scores = new HashMap<String, String>();
        database.list(
                "SELECT name, text FROM score WHERE session = ?",
                score -> scores.put(score.text(1), score.text(2)),
                row.number(1));
        return row(row, scores);
    }

    private static SessionRow row(Row row, Map<String, String> scores) throws SQLException {
        return new SessionRow(
                SessionId.of(row.text(2)),
                row.isNull(3) ? null : new RunId(row.text(3)),
                row.text(4),
                new CaseId(row.text(5)),
                row.number(6),
                row.count(7),
                row.count(8),
                row.text(9),
                row.textOrNull(10),
                row.count(11),
                row.textOrNull(12),
                row.text(13),
                row.number(14),
                row.flag(16) ? null : Cells.usd(row.number(15)),
                Cells.instant(row.number(17)),
                Cells.duration(row.number(18)),
                row.text(19),
                scores);
    }

    SessionRecord record(Row row) throws SQLException {
        long key = row.number(1);
        SessionRow summary = row(row);
        Map<Integer, List<Span>> spans = spans(key);
        var turns = new ArrayList<Turn>();
        var traces = new ArrayList<TraceId>();
        var waiting = new ArrayList<Message>();
        var verdicts = new TreeMap<Integer, GoalVerdict>();
        var failures = new TreeMap<Integer, String>();
        database.list(
                TURNS,
                turn -> {
                    int number = turn.count(1);
                    var user = new Message(Role.USER, turn.text(2), TurnJson.toolCalls(turn.textOrNull(3)));
                    String answer = turn.textOrNull(4);
                    if (answer == null) {
                        waiting.add(user);
                    } else {
                        turns.add(turn(
                                turn, number, user, TurnJson.answer(answer), spans.getOrDefault(number, List.of())));
                        String trace = turn.textOrNull(11);
                        traces.add(trace == null ? TraceId.of(summary.sessionId(), number) : new TraceId(trace));
                    }
                    if (!turn.isNull(8)) {
                        verdicts.put(number, new GoalVerdict(turn.flag(8), turn.text(9)));
                    }
                    if (!turn.isNull(10)) {
                        failures.put(number, turn.text(10));
                    }
                    return number;
                },
                key);
        TestCase testCase = testCase(row.text(21));
        return new SessionRecord(
                summary,
                testCase,
                new Conversation(
                        turns, Math.min(turns.size(), testCase.history().size())),
                traces,
                Attributes.parse(row.text(20)),
                waiting.isEmpty() ? null : waiting.getFirst(),
                verdicts,
                failures,
                statements.assessments(key, summary.sessionId()),
                statements.expectations(key, summary.sessionId()),
                statements.withdrawals(key, summary.sessionId()),
                database.list(CALLS, SessionReader::call, key));
    }

    private static Turn turn(Row row, int number, Message user, Answer answer, List<Span> spans) throws SQLException {
        Instant startedAt = Cells.instant(row.number(6));
        Duration latency = Cells.duration(row.number(7));
        return new Turn(number, user, answer, row.textOrNull(5), startedAt, latency, spans);
    }

    private Map<Integer, List<Span>> spans(long session) throws SQLException {
        var spans = new HashMap<Integer, List<Span>>();
        database.list(
                SPANS,
                row -> spans.computeIfAbsent(row.count(1), turn -> new ArrayList<>())
                        .add(span(row)),
                session);
        return spans;
    }

    private static Span span(Row row) throws SQLException {
        return new Span(
                row.text(2),
                row.textOrNull(3),
                row.text(4),
                row.text(5),
                Cells.instant(row.number(6)),
                Cells.duration(row.number(7)),
                Attributes.parse(row.text(8)),
                row.textOrNull(9));
    }

    /** The turn that a trace is. */
    Optional<TracedTurn> traced(TraceId traceId) throws SQLException {
        return database.one(
                TRACED,
                row -> new TracedTurn(
                        SessionId.of(row.text(2)),
                        !row.isNull(3),
                        row.count(4),
                        database.list(SPANS_OF_TURN, SessionReader::span, row.number(1), row.number(4))),
                traceId.value());
    }

    private static ModelCall call(Row row) throws SQLException {
        return new ModelCall(
                new CallKey(
                        Purpose.valueOf(row.text(1).toUpperCase(Locale.ROOT)),
                        row.text(2),
                        row.count(3),
                        row.count(4),
                        row.text(5),
                        row.count(6)),
                row.text(7),
                new Usage(row.number(8), row.number(9), row.number(10)),
                row.isNull(11) ? null : Cells.usd(row.number(11)),
                Cells.duration(row.number(12)),
                row.count(13),
                row.flag(14),
                row.textOrNull(15));
    }

    /** The opposite of how a run's test cases are written. */
    static TestCase testCase(String json) {
        return switch (CaseReader.read(Attributes.parse(json).asMap())) {
            case CaseItem.Valid valid -> valid.testCase();
            case CaseItem.Invalid invalid ->
                throw new StoreException("a test case in the store cannot be read: " + invalid.faults(), null);
        };
    }
}
