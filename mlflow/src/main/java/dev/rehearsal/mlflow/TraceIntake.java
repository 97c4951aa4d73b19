package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes traces of a server into the store, a page at a time. A session's may come in several pages, as its turns find their places by time;
 * only the ids of sessions are kept in memory.
 */
final class TraceIntake {
    private static final int TRACES_AT_ONCE = 20;

    private final Store store;
    private final Rest rest;
    private final Clock clock;
    private final String experiment;
    private final Set<SessionId> sessions = new HashSet<>();
    private long turns;
    private long statements;
    private long withoutSession;
    private long withoutSpans;

    /** @param experiment what it is called here */
    TraceIntake(Store store, Rest rest, Clock clock, String experiment) {
        this.store = store;
        this.rest = rest;
        this.clock = clock;
        this.experiment = experiment;
    }

    /** What was taken so far. */
    Imported imported() {
        return new Imported(sessions.size(), turns, statements, withoutSession, withoutSpans);
    }

    /** A session of a page, and how it ended as far as was known before. */
    private record Taken(List<JsonNode> infos, boolean simulatedHere, Optional<StopReason> before) {}

    /** @param infos in the order of time */
    void take(List<JsonNode> infos) {
        var bySession = new LinkedHashMap<SessionId, List<JsonNode>>();
        for (JsonNode info : infos) {
            String session = info.path("trace_metadata").path(TraceBody.SESSION).asText();
            if (session.isBlank()) {
                withoutSession++;
            } else {
                bySession
                        .computeIfAbsent(SessionId.of(session), none -> new ArrayList<>())
                        .add(info);
            }
        }
        sessions.addAll(bySession.keySet());
        var taken = new LinkedHashMap<SessionId, Taken>();
        bySession.forEach((session, own) -> taken.put(session, take(session, own)));
        store.flush();
        taken.forEach((session, each) -> store.sessions().get(session).ifPresent(there -> {
            if (!each.simulatedHere) {
                close(there, each);
            }
            say(there, each.infos, each.simulatedHere);
        }));
        store.flush();
    }

    private Taken take(SessionId sessionId, List<JsonNode> infos) {
        Optional<SessionRow> there = store.sessions().get(sessionId).map(SessionRecord::row);
        boolean simulatedHere = there.filter(each -> each.runId() != null).isPresent();
        if (!simulatedHere) {
            record(sessionId, infos);
        }
        return new Taken(infos, simulatedHere, there.flatMap(TraceIntake::stopReason));
    }

    private void record(SessionId sessionId, List<JsonNode> infos) {
        JsonNode metadata = infos.getFirst().path("trace_metadata");
        Instant began = MlflowTimes.instant(infos.getFirst().path("request_time"));
        Attributes attributes = Attributes.of(MlflowImport.SERVER, rest.server().name());
        String user = metadata.path("mlflow.trace.user").asText();
        store.enqueue(recorded(sessionId, null, user.isEmpty() ? attributes : attributes.with("user", user), began));
        TestCase testCase = null;
        for (int from = 0; from < infos.size(); from += TRACES_AT_ONCE) {
            List<JsonNode> some = infos.subList(from, Math.min(infos.size(), from + TRACES_AT_ONCE));
            Map<String, JsonNode> whole = whole(some);
            for (JsonNode info : some) {
                JsonNode trace = whole.get(info.path("trace_id").asText());
                if (trace == null || trace.path("spans").isEmpty()) {
                    withoutSpans++;
                    continue;
                }
                Turn turn = TraceReading.turn(1, trace);
                testCase = testCase == null ? testCase(metadata, trace) : testCase;
                store.enqueue(new Change.TurnRecorded(sessionId, trace(info), turn, clock.instant()));
                turns++;
            }
        }
        if (testCase != null) {
            store.enqueue(recorded(sessionId, testCase, Attributes.EMPTY, began));
        }
    }

    private Change.SessionRecorded recorded(
            SessionId sessionId, @Nullable TestCase testCase, Attributes attributes, Instant at) {
        return new Change.SessionRecorded(sessionId, experiment, MlflowImport.SOURCE, testCase, attributes, at);
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

    private void close(SessionRecord session, Taken taken) {
        Instant began = session.row().startedAt();
        Instant end = session.conversation()
                .last()
                .map(last -> last.startedAt().plus(last.latency()))
                .filter(last -> last.isAfter(began))
                .orElse(began);
        StopReason reason =
                told(taken.infos).or(() -> taken.before).orElse(new StopReason.Recorded("imported from MLflow"));
        store.enqueue(new Change.SessionClosed(
                session.row().sessionId(), reason, end, Duration.between(began, end), List.of()));
    }

    private static Optional<StopReason> told(List<JsonNode> infos) {
        for (JsonNode info : infos) {
            JsonNode metadata = info.path("trace_metadata");
            String code = metadata.path(TraceBody.STOP_REASON).asText();
            if (StopReason.CODES.contains(code)) {
                return Optional.of(StopReason.of(
                        code, metadata.path(TraceBody.STOP_RATIONALE).asText()));
            }
        }
        return Optional.empty();
    }

    private static Optional<StopReason> stopReason(SessionRow row) {
        return Optional.ofNullable(row.stopReason()).map(code -> StopReason.of(code, row.stopRationale()));
    }

    /** Any id that MLflow takes becomes one of ours. */
    private static TraceId trace(JsonNode info) {
        String id = info.path("trace_id").asText();
        String hex = id.startsWith("tr-") ? id.substring(3) : id;
        return hex.matches("(?!0{32})[0-9a-f]{32}") ? new TraceId(hex) : TraceId.of(SessionId.of("mlflow:" + id), 1);
    }

    private Map<String, JsonNode> whole(List<JsonNode> infos) {
        var whole = new HashMap<String, JsonNode>();
        var query = new StringBuilder("/api/3.0/mlflow/traces/batchGet");
        char mark = '?';
        for (JsonNode info : infos) {
            query.append(mark)
                    .append("trace_ids=")
                    .append(Rest.encode(info.path("trace_id").asText()));
            mark = '&';
        }
        for (JsonNode trace : rest.get(query.toString(), Map.of()).path("traces")) {
            whole.put(trace.path("trace_info").path("trace_id").asText(), trace);
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
}
