package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Writes sessions to the server, in the order in which it wants them: spans, then what the turns are, then what is thought of them. What is
 * there already is not written again.
 */
final class Traces {
    private static final String API = "/api/3.0/mlflow/traces";
    private static final int MOST_AT_ONCE = 100;

    private final Rest rest;
    private final int inFlight;

    /** @param inFlight the most requests at a time */
    Traces(Rest rest, int inFlight) {
        this.rest = rest;
        this.inFlight = inFlight;
    }

    /**
     * Writes portions, as many as the server takes.
     *
     * @param run the run at the server
     * @return what failed, by portion
     */
    Map<Portion, MlflowException> publish(List<Portion> portions, String experimentId, String run) {
        var failed = new HashMap<Portion, MlflowException>();
        Map<String, Map<String, String>> known;
        try {
            known = known(portions);
        } catch (MlflowException e) {
            portions.forEach(portion -> failed.put(portion, e));
            return failed;
        }
        if (!rest.server().workspace()) {
            spans(portions, experimentId, failed);
        }
        List<Portion> sent = portions.stream()
                .filter(portion -> !failed.containsKey(portion))
                .toList();
        failed.putAll(InFlight.each(sent, inFlight, portion -> describe(portion, experimentId, run, known)));
        return failed;
    }

    /** The server takes all of a request or nothing: where it takes nothing, each session is tried alone. */
    private void spans(List<Portion> portions, String experimentId, Map<Portion, MlflowException> failed) {
        List<PublishedTurn> turns =
                portions.stream().flatMap(each -> each.traces().stream()).toList();
        if (turns.isEmpty()) {
            return;
        }
        try {
            rest.spans(experimentId, SpanBody.of(turns));
        } catch (MlflowException e) {
            boolean mayBeOne = e instanceof MlflowException.Refused refused && !refused.concernsAll()
                    || e instanceof MlflowException.Unavailable unavailable && unavailable.status() == 500;
            if (portions.size() == 1 || !mayBeOne) {
                portions.forEach(portion -> failed.put(portion, e));
            } else {
                portions.forEach(portion -> spans(List.of(portion), experimentId, failed));
            }
        }
    }

    private void describe(Portion portion, String experimentId, String run, Map<String, Map<String, String>> known) {
        var late = new ArrayList<>(portion.statements().keySet());
        var sent = new ArrayList<ObjectNode>();
        for (PublishedTurn turn : concat(portion.traces(), portion.again())) {
            Map<String, String> there = known.getOrDefault(turn.id(), Map.of());
            List<ObjectNode> missing = missing(portion, turn, there, body -> !body.has(AssessmentBody.OVERRIDES));
            rest.post(API, TraceBody.of(turn, experimentId, portion.own() ? run : "", missing));
            if (rest.server().workspace()) {
                new Workspace(rest).keepSpans(turn);
            }
            if (portion.statements().getOrDefault(turn, List.of()).size() == missing.size()) {
                late.remove(turn);
            }
            sent.addAll(missing);
            portion.described(turn, missing);
        }
        for (PublishedTurn turn : late) {
            Map<String, String> there = known.getOrDefault(turn.id(), Map.of());
            for (ObjectNode body : missing(portion, turn, there, each -> !sent.contains(each))) {
                rest.post(API + "/" + turn.id() + "/assessments", Rest.object().set("assessment", body));
                portion.said(List.of(body));
            }
        }
        portion.withdrawn().forEach((turn, ids) -> {
            Map<String, String> there = known.getOrDefault(turn.id(), Map.of());
            ids.stream()
                    .filter(there::containsKey)
                    .forEach(id -> rest.delete(API + "/" + turn.id() + "/assessments/" + there.get(id)));
        });
    }

    private static List<PublishedTurn> concat(List<PublishedTurn> first, List<PublishedTurn> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** Those that the trace does not have yet, with the server's ids of those that they supersede. */
    private static List<ObjectNode> missing(
            Portion portion, PublishedTurn turn, Map<String, String> there, Predicate<ObjectNode> wanted) {
        var missing = new ArrayList<ObjectNode>();
        for (ObjectNode body : portion.statements().getOrDefault(turn, List.of())) {
            String superseded = body.path(AssessmentBody.OVERRIDES).asText();
            if (there.containsKey(superseded)) {
                body.put(AssessmentBody.OVERRIDES, there.get(superseded));
            } else if (!there.containsValue(superseded)) {
                body.remove(AssessmentBody.OVERRIDES);
            }
            if (!there.containsKey(AssessmentBody.idOf(body)) && wanted.test(body)) {
                missing.add(body);
            }
        }
        return missing;
    }

    /** The server's ids of the assessments that the traces have already, by ours. */
    private Map<String, Map<String, String>> known(List<Portion> portions) {
        List<String> traces = portions.stream()
                .flatMap(each ->
                        concat(
                                List.copyOf(each.statements().keySet()),
                                List.copyOf(each.withdrawn().keySet()))
                                .stream())
                .map(PublishedTurn::id)
                .distinct()
                .toList();
        var known = new HashMap<String, Map<String, String>>();
        for (int from = 0; from < traces.size(); from += MOST_AT_ONCE) {
            for (JsonNode trace : infos(traces.subList(from, Math.min(traces.size(), from + MOST_AT_ONCE)))) {
                var there = new HashMap<String, String>();
                for (JsonNode assessment : trace.path("assessments")) {
                    String id = AssessmentBody.idOf(assessment);
                    if (!id.isEmpty()) {
                        there.put(id, assessment.path("assessment_id").asText());
                    }
                }
                known.put(trace.path("trace_id").asText(), there);
            }
        }
        return known;
    }

    /** What is known of those that are there. */
    private List<JsonNode> infos(List<String> traces) {
        var infos = new ArrayList<JsonNode>();
        if (rest.server().workspace()) {
            for (String trace : traces) {
                try {
                    infos.add(
                            rest.get(API + "/" + trace, Map.of()).path("trace").path("trace_info"));
                } catch (MlflowException.Refused e) {
                    if (!e.isMissing()) {
                        throw e;
                    }
                }
            }
            return infos;
        }
        ObjectNode body = Rest.object();
        ArrayNode ids = body.putArray("trace_ids");
        traces.forEach(ids::add);
        rest.post(API + "/batchGetInfos", body).path("trace_infos").forEach(infos::add);
        return infos;
    }
}
