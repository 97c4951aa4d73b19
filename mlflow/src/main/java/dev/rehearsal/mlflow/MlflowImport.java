package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the sessions of an experiment at an MLflow server into a store, with what was said of them. What is there already is not taken twice.
 * Of sessions that were simulated here and published there, only what others said of them is taken.
 */
public final class MlflowImport implements AutoCloseable {
    /** What imported sessions are known to be from. */
    static final String SOURCE = "mlflow";

    /** The attribute of an imported session that names its server. */
    static final String SERVER = "mlflow.server";

    private static final int PAGE = 500;
    private static final int TRACES_AT_ONCE = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Store store;
    private final Rest rest;
    private final Clock clock;
    private long turns;
    private long statements;
    private long withoutSession;
    private long withoutSpans;

    public MlflowImport(Store store, MlflowServer server) {
        this.store = store;
        this.clock = Clock.systemUTC();
        this.rest = new Rest(server, clock, TIMEOUT);
    }

    static boolean isFrom(SessionRecord session, String server) {
        return session.row().source().equals(SOURCE)
                && session.attributes().text(SERVER).filter(server::equals).isPresent();
    }

    /**
     * Takes an experiment's sessions.
     *
     * @param as what the experiment is called here; null for what it is called there
     * @throws InvalidInputException if the server has no such experiment
     * @throws MlflowException if the server does not answer; what was taken until then is kept
     */
    public Imported experiment(String name, @Nullable String as) {
        String id = new Experiments(rest)
                .find(name)
                .orElseThrow(() -> new InvalidInputException(
                        "experiment '" + name + "'",
                        "is not at " + rest.server() + "; its page there lists all of them"));
        var sessions = new LinkedHashMap<String, List<JsonNode>>();
        for (JsonNode trace : traces(id)) {
            String session =
                    trace.path("trace_metadata").path(TraceBody.SESSION).asText();
            if (session.isBlank()) {
                withoutSession++;
            } else {
                sessions.computeIfAbsent(session, none -> new ArrayList<>()).add(trace);
            }
        }
        sessions.forEach((session, infos) -> take(SessionId.of(session), infos, as == null ? name : as));
        store.flush();
        return new Imported(sessions.size(), turns, statements, withoutSession, withoutSpans);
    }

    private List<JsonNode> traces(String experimentId) {
        var traces = new ArrayList<JsonNode>();
        String page = "";
        do {
            ObjectNode search = Rest.object();
            search.putArray("locations")
                    .addObject()
                    .put("type", "MLFLOW_EXPERIMENT")
                    .putObject("mlflow_experiment")
                    .put("experiment_id", experimentId);
            search.put("max_results", PAGE);
            search.putArray("order_by").add("timestamp_ms ASC");
            if (!page.isEmpty()) {
                search.put("page_token", page);
            }
            JsonNode found = rest.post("/api/3.0/mlflow/traces/search", search);
            found.path("traces").forEach(traces::add);
            page = found.path("next_page_token").asText("");
        } while (!page.isEmpty());
        return traces;
    }

    private void take(SessionId sessionId, List<JsonNode> infos, String experiment) {
        Optional<SessionRecord> there = store.sessions().get(sessionId);
        boolean simulatedHere = there.filter(each -> each.row().runId() != null).isPresent();
        if (!simulatedHere) {
            record(sessionId, infos, experiment);
        }
        store.sessions().get(sessionId).ifPresent(session -> say(session, infos, simulatedHere));
    }

    private void record(SessionId sessionId, List<JsonNode> infos, String experiment) {
        JsonNode metadata = infos.getFirst().path("trace_metadata");
        Instant began = MlflowTimes.instant(infos.getFirst().path("request_time"));
        Attributes attributes = Attributes.of(SERVER, rest.server().name());
        String user = metadata.path("mlflow.trace.user").asText();
        store.write(new Change.SessionRecorded(
                sessionId,
                experiment,
                SOURCE,
                null,
                user.isEmpty() ? attributes : attributes.with("user", user),
                began));
        Instant end = began;
        TestCase testCase = null;
        Map<String, JsonNode> whole = whole(infos);
        for (JsonNode info : infos) {
            JsonNode trace = whole.get(info.path("trace_id").asText());
            if (trace == null || trace.path("spans").isEmpty()) {
                withoutSpans++;
                continue;
            }
            Turn turn = TraceReading.turn(1, trace);
            testCase = testCase == null ? testCase(metadata, trace) : testCase;
            store.enqueue(new Change.TurnRecorded(sessionId, trace(info), turn, clock.instant()));
            turns++;
            end = turn.startedAt().plus(turn.latency());
        }
        if (testCase != null) {
            store.enqueue(new Change.SessionRecorded(sessionId, experiment, SOURCE, testCase, Attributes.EMPTY, began));
        }
        store.enqueue(new Change.SessionClosed(
                sessionId, stopReason(infos), end, Duration.between(began, end).abs(), List.of()));
        store.flush();
    }

    /** What the user wanted, as far as the first trace says; whole in its span where the metadata is cut. */
    private static @Nullable TestCase testCase(JsonNode metadata, JsonNode trace) {
        Map<String, String> told = new HashMap<>();
        for (String name : List.of(TraceBody.GOAL, TraceBody.PERSONA, TraceBody.GUIDELINES)) {
            told.put(name, metadata.path(name).asText());
            for (JsonNode span : trace.path("spans")) {
                String whole = SpanTree.read(span).text(name);
                if (whole.length() > told.get(name).length()) {
                    told.put(name, whole);
                }
            }
        }
        String goal = told.getOrDefault(TraceBody.GOAL, "");
        if (goal.isBlank()) {
            return null;
        }
        TestCase.Builder testCase = TestCase.builder().goal(goal);
        String persona = told.getOrDefault(TraceBody.PERSONA, "");
        String guidelines = told.getOrDefault(TraceBody.GUIDELINES, "");
        if (!persona.isBlank()) {
            testCase.persona(persona);
        }
        if (!guidelines.isBlank()) {
            testCase.simulationGuidelines(guidelines.split("\n"));
        }
        return testCase.build();
    }

    private static StopReason stopReason(List<JsonNode> infos) {
        for (JsonNode info : infos) {
            JsonNode metadata = info.path("trace_metadata");
            String code = metadata.path(TraceBody.STOP_REASON).asText();
            if (StopReason.CODES.contains(code)) {
                return StopReason.of(
                        code, metadata.path(TraceBody.STOP_RATIONALE).asText());
            }
        }
        return new StopReason.Recorded("imported from MLflow");
    }

    /** Any id that MLflow takes becomes one of ours. */
    private static TraceId trace(JsonNode info) {
        String id = info.path("trace_id").asText();
        String hex = id.startsWith("tr-") ? id.substring(3) : id;
        return hex.matches("(?!0{32})[0-9a-f]{32}") ? new TraceId(hex) : TraceId.of(SessionId.of("mlflow:" + id), 1);
    }

    private Map<String, JsonNode> whole(List<JsonNode> infos) {
        var whole = new HashMap<String, JsonNode>();
        for (int from = 0; from < infos.size(); from += TRACES_AT_ONCE) {
            var query = new StringBuilder("/api/3.0/mlflow/traces/batchGet");
            char mark = '?';
            for (JsonNode info : infos.subList(from, Math.min(infos.size(), from + TRACES_AT_ONCE))) {
                query.append(mark)
                        .append("trace_ids=")
                        .append(Rest.encode(info.path("trace_id").asText()));
                mark = '&';
            }
            for (JsonNode trace : rest.get(query.toString(), Map.of()).path("traces")) {
                whole.put(trace.path("trace_info").path("trace_id").asText(), trace);
            }
        }
        return whole;
    }

    private void say(SessionRecord session, List<JsonNode> infos, boolean simulatedHere) {
        SessionId sessionId = session.row().sessionId();
        for (JsonNode info : infos) {
            int turn = session.traces().indexOf(trace(info)) + 1;
            for (JsonNode assessment : info.path("assessments")) {
                boolean ours = !AssessmentBody.idOf(assessment).isEmpty();
                if (simulatedHere && ours || turn == 0) {
                    continue;
                }
                int about = StatementReading.turn(assessment, turn);
                if (assessment.has("expectation")) {
                    store.enqueue(new Change.Expected(StatementReading.expectation(assessment, sessionId, about)));
                    statements++;
                } else if (assessment.has("feedback")) {
                    store.enqueue(new Change.Assessed(
                            sessionId, List.of(StatementReading.feedback(assessment, sessionId, about)), List.of()));
                    statements++;
                }
            }
        }
    }

    @Override
    public void close() {
        rest.close();
    }
}
