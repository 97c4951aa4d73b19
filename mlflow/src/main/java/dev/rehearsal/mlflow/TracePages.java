package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What the traces of an experiment are, with what was said of them and without their spans; page by page. */
final class TracePages {
    static final String OLDEST_FIRST = "timestamp_ms ASC";
    static final String NEWEST_FIRST = "timestamp_ms DESC";

    /** The most that MLflow gives at a time. */
    static final int LARGEST = 500;

    private final Rest rest;
    private final String experimentId;
    private final int size;

    TracePages(Rest rest, String experimentId, int size) {
        this.rest = rest;
        this.experimentId = experimentId;
        this.size = size;
    }

    /**
     * Goes through them.
     *
     * @param filter as MLflow has it; empty for all
     * @param page says whether it wants another one
     */
    void each(String filter, String order, Predicate<List<JsonNode>> page) {
        String token = "";
        boolean more;
        do {
            ObjectNode search = Rest.object();
            search.putArray("locations")
                    .addObject()
                    .put("type", "MLFLOW_EXPERIMENT")
                    .putObject("mlflow_experiment")
                    .put("experiment_id", experimentId);
            search.put("max_results", size);
            search.putArray("order_by").add(order);
            if (!filter.isEmpty()) {
                search.put("filter", filter);
            }
            if (!token.isEmpty()) {
                search.put("page_token", token);
            }
            JsonNode found = rest.post("/api/3.0/mlflow/traces/search", search);
            var traces = new ArrayList<JsonNode>();
            found.path("traces").forEach(traces::add);
            token = found.path("next_page_token").asText("");
            more = page.test(traces);
        } while (more && !token.isEmpty());
    }

    /** The filter that finds a session's. */
    static String ofSession(String sessionId) {
        char quote = sessionId.indexOf('\'') < 0 ? '\'' : '"';
        return "metadata.`" + TraceBody.SESSION + "` = " + quote + sessionId + quote;
    }
}
