package dev.rehearsal.formats.report;

import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.model.Spend;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sessions as values by name, snake_case. */
public final class SessionValues {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private SessionValues() {}

    /** A row of a list. */
    public static Map<String, @Nullable Object> of(SessionRow row) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("session_id", row.sessionId().value());
        values.put("run_id", row.runId() == null ? null : row.runId().value());
        values.put("experiment", row.experiment());
        if (!row.source().isEmpty()) {
            values.put("source", row.source());
        }
        values.put("case_id", row.caseId().value());
        values.put("trial", row.trial());
        values.put("attempt", row.attempt());
        values.put("goal", row.goal());
        values.put("persona", row.persona());
        values.put("turns", row.turns());
        values.put("stop_reason", row.stopReason());
        values.put("stop_rationale", row.stopReason() == null ? null : row.stopRationale());
        values.put("tokens", row.tokens());
        values.put("cost", row.usd());
        values.put("started_at", row.startedAt().toString());
        values.put(
                "duration_ms", row.stopReason() == null ? null : row.duration().toMillis());
        var scores = new LinkedHashMap<String, Object>();
        row.scores().forEach((name, value) -> scores.put(name, score(value)));
        values.put("scores", scores);
        return values;
    }

    private static Object score(String value) {
        return NUMBER.matcher(value).matches() ? new BigDecimal(value) : value;
    }

    /** A session with its test case, its turns, its assessments and what it used. */
    public static Map<String, @Nullable Object> of(SessionRecord session) {
        Map<String, @Nullable Object> values = of(session.row());
        if (!session.attributes().isEmpty()) {
            values.put("attributes", session.attributes().asMap());
        }
        values.put("test_case", CaseReader.write(session.testCase()));
        values.put(
                "conversation",
                session.conversation().turns().stream()
                        .map(turn -> turn(session, turn))
                        .toList());
        values.put(
                "waiting", session.waiting() == null ? null : session.waiting().text());
        values.put("assessments", AssessmentValues.of(session));
        var usage = new LinkedHashMap<String, Object>();
        spend(session.calls()).forEach((purpose, spend) -> usage.put(purpose.code(), of(spend)));
        values.put("usage", usage);
        return values;
    }

    /** What calls took, by whose they were. */
    public static Map<Purpose, Spend> spend(List<ModelCall> calls) {
        var spend = new EnumMap<Purpose, Spend>(Purpose.class);
        calls.forEach(call -> spend.merge(call.key().purpose(), Spend.NONE.plus(call), Spend::plus));
        return spend;
    }

    /** What calls took. */
    static Map<String, @Nullable Object> of(Spend spend) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("calls", spend.calls());
        values.put("input_tokens", spend.usage().inputTokens());
        values.put("output_tokens", spend.usage().outputTokens());
        values.put("cached_input_tokens", spend.usage().cachedInputTokens());
        values.put("cost", spend.usd());
        return values;
    }

    private static Map<String, @Nullable Object> turn(SessionRecord session, Turn turn) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("turn", turn.number());
        if (turn.number() <= session.conversation().before()) {
            values.put("history", true);
        }
        values.put("user", turn.user().text());
        values.put("answer", turn.answer().text());
        values.put(
                "tool_calls",
                turn.answer().messages().stream()
                        .map(Message::toolCalls)
                        .flatMap(List::stream)
                        .map(SessionValues::toolCall)
                        .toList());
        values.put("failure", turn.failure());
        values.put("started_at", turn.startedAt().toString());
        values.put("latency_ms", turn.latency().toMillis());
        GoalVerdict verdict = session.goalVerdicts().get(turn.number());
        values.put("goal_achieved", verdict == null ? null : verdict.achieved());
        values.put("goal_rationale", verdict == null ? null : verdict.rationale());
        values.put("goal_check_failure", session.goalFailures().get(turn.number()));
        if (!turn.spans().isEmpty()) {
            values.put("spans", turn.spans().stream().map(SessionValues::span).toList());
        }
        return values;
    }

    private static Map<String, @Nullable Object> span(Span span) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("span_id", span.id());
        values.put("parent_id", span.parentId());
        values.put("name", span.name());
        values.put("kind", span.kind());
        values.put("started_at", span.startedAt().toString());
        values.put("duration_ms", span.duration().toMillis());
        values.put("attributes", span.attributes().asMap());
        values.put("failure", span.failure());
        return values;
    }

    private static Map<String, @Nullable Object> toolCall(ToolCall call) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        values.put("tool", call.name());
        values.put("arguments", call.arguments());
        values.put("result", call.result());
        values.put("failed", call.failed());
        return values;
    }
}
