package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes turns to the server, in the order in which it wants them: spans, then what they are, then what is thought of them. */
final class Traces {
    private static final String API = "/api/3.0/mlflow/traces";

    private final Rest rest;

    Traces(Rest rest) {
        this.rest = rest;
    }

    /** @param run the run at the server */
    void publish(List<Portion> portions, String experimentId, String run) {
        List<PublishedTurn> spans =
                portions.stream().flatMap(each -> each.traces().stream()).toList();
        Map<String, Set<String>> known = assessed(portions);
        if (!spans.isEmpty()) {
            rest.spans(experimentId, SpanBody.of(spans));
        }
        for (Portion portion : portions) {
            var late = new ArrayList<>(portion.assessments().keySet());
            for (PublishedTurn turn : concat(portion.traces(), portion.again())) {
                late.remove(turn);
                rest.post(
                        API, TraceBody.of(turn, experimentId, portion.own() ? run : "", missing(portion, turn, known)));
            }
            for (PublishedTurn turn : late) {
                for (ObjectNode assessment : missing(portion, turn, known)) {
                    rest.post(
                            API + "/" + turn.id() + "/assessments",
                            Rest.object().set("assessment", assessment));
                }
            }
        }
    }

    private static List<PublishedTurn> concat(List<PublishedTurn> first, List<PublishedTurn> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static List<ObjectNode> missing(Portion portion, PublishedTurn turn, Map<String, Set<String>> known) {
        Set<String> there = known.getOrDefault(turn.id(), Set.of());
        return portion.assessments().getOrDefault(turn, List.of()).stream()
                .filter(each -> !there.contains(
                        each.path("metadata").path(AssessmentBody.ID).asText()))
                .toList();
    }

    /** Our ids of the assessments that the traces have already, so that none is there twice. */
    private Map<String, Set<String>> assessed(List<Portion> portions) {
        ObjectNode body = Rest.object();
        ArrayNode ids = body.putArray("trace_ids");
        portions.stream()
                .flatMap(each -> each.assessments().keySet().stream())
                .map(PublishedTurn::id)
                .forEach(ids::add);
        var known = new HashMap<String, Set<String>>();
        if (ids.isEmpty()) {
            return known;
        }
        for (JsonNode info : rest.post(API + "/batchGetInfos", body).path("trace_infos")) {
            var there = new HashSet<String>();
            for (JsonNode assessment : info.path("assessments")) {
                there.add(assessment.path("metadata").path(AssessmentBody.ID).asText());
            }
            known.put(info.path("trace_id").asText(), there);
        }
        return known;
    }
}
