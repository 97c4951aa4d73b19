package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rehearsal.conversation.Excerpt;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.store.SessionRow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A turn as MLflow knows it beside its spans: when, how it went, of which session and run. */
final class TraceBody {
    /** The name of traces and of their root spans. */
    static final String NAME = "turn";

    static final String SESSION = "mlflow.trace.session";
    static final String GOAL = "mlflow.simulation.goal";
    static final String PERSONA = "mlflow.simulation.persona";
    static final String GUIDELINES = "mlflow.simulation.simulation_guidelines";
    static final String TURN = "mlflow.simulation.turn";
    static final String STOP_REASON = "rehearsal.stop_reason";
    static final String STOP_RATIONALE = "rehearsal.stop_rationale";

    /** What a column of the server holds. */
    private static final int MOST_METADATA = 8000;

    private static final int MOST_PREVIEW = 1000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private TraceBody() {}

    /**
     * The body of a trace.
     *
     * @param run the run at the server; empty to leave the one that the trace has
     */
    static ObjectNode of(PublishedTurn turn, String experimentId, String run, List<ObjectNode> assessments) {
        ObjectNode body = Rest.object();
        ObjectNode info = body.putObject("trace").putObject("trace_info");
        info.put("trace_id", turn.id());
        info.putObject("trace_location")
                .put("type", "MLFLOW_EXPERIMENT")
                .putObject("mlflow_experiment")
                .put("experiment_id", experimentId);
        info.put("request_time", time(turn.startedAt()));
        info.put("execution_duration", seconds(turn.latency()));
        info.put("state", turn.failure().isPresent() ? "ERROR" : "OK");
        Message said = turn.said();
        info.put("request_preview", preview(said == null ? "" : said.text()));
        info.put("response_preview", preview(turn.answer().text()));
        ObjectNode metadata = info.putObject("trace_metadata");
        metadata.put(SESSION, turn.session().row().sessionId().value());
        metadata.put("mlflow.trace_schema.version", "3");
        metadata.put("mlflow.source.name", "rehearse");
        metadata.put("mlflow.source.type", "LOCAL");
        if (!run.isEmpty()) {
            metadata.put("mlflow.sourceRun", run);
        }
        String usage = usage(turn.answer().usage());
        if (!usage.isEmpty()) {
            metadata.put("mlflow.trace.tokenUsage", usage);
        }
        told(turn).forEach((name, value) -> metadata.put(name, Excerpt.of(Wellformed.of(value), MOST_METADATA)));
        info.putObject("tags").put("mlflow.traceName", NAME);
        ArrayNode judged = info.putArray("assessments");
        assessments.forEach(judged::add);
        return body;
    }

    /** What we know of a turn and its session, by name. */
    static Map<String, String> told(PublishedTurn turn) {
        SessionRow row = turn.session().row();
        TestCase testCase = turn.session().testCase();
        var told = new TreeMap<String, String>();
        if (!testCase.goal().equals(TestCase.UNKNOWN_GOAL)) {
            told.put(GOAL, testCase.goal());
        }
        String persona = testCase.persona();
        if (persona != null) {
            told.put(PERSONA, persona);
        }
        if (!testCase.simulationGuidelines().isEmpty()) {
            told.put(GUIDELINES, String.join("\n", testCase.simulationGuidelines()));
        }
        told.put(TURN, Integer.toString(turn.number() - 1));
        told.put("rehearsal.case", row.caseId().value());
        told.put("rehearsal.trial", Integer.toString(row.trial()));
        if (row.runId() != null) {
            told.put("rehearsal.run", row.runId().value());
        }
        if (row.stopReason() != null && (turn.number() == 1 || turn.isLast())) {
            ended(turn, told);
        }
        return told;
    }

    /** What is known when a session has ended; it stands with the first and the last turn. */
    private static void ended(PublishedTurn turn, Map<String, String> told) {
        SessionRow row = turn.session().row();
        told.put(STOP_REASON, String.valueOf(row.stopReason()));
        if (!row.stopRationale().isBlank()) {
            told.put(STOP_RATIONALE, row.stopRationale());
        }
        told.put("rehearsal.turns", Integer.toString(row.turns()));
        told.put("rehearsal.duration_ms", Long.toString(row.duration().toMillis()));
        told.put("rehearsal.tokens", Long.toString(row.tokens()));
        BigDecimal usd = row.usd();
        if (usd != null) {
            told.put("rehearsal.usd", usd.toPlainString());
        }
        for (Purpose purpose : Purpose.values()) {
            Usage usage = turn.session().calls().stream()
                    .filter(call -> call.key().purpose() == purpose)
                    .map(ModelCall::usage)
                    .reduce(Usage.NONE, Usage::plus);
            if (usage.totalTokens() > 0) {
                told.put("rehearsal.tokens." + purpose.code(), Long.toString(usage.totalTokens()));
            }
        }
    }

    /** As MLflow writes it; empty where it is not known. */
    static String usage(Usage usage) {
        if (usage.equals(Usage.NONE)) {
            return "";
        }
        ObjectNode tokens = Rest.object()
                .put("input_tokens", usage.inputTokens())
                .put("output_tokens", usage.outputTokens())
                .put("total_tokens", usage.totalTokens());
        if (usage.cachedInputTokens() > 0) {
            tokens.put("cache_read_input_tokens", usage.cachedInputTokens());
        }
        return ChatText.write((JsonNode) tokens);
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).toPlainString() + "s";
    }

    private static String preview(String text) {
        return Excerpt.of(Wellformed.of(text), MOST_PREVIEW);
    }
}
