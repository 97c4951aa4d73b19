package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds and makes experiments at the server. */
final class Experiments {
    private final Rest rest;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    Experiments(Rest rest) {
        this.rest = rest;
    }

    Optional<String> find(String name) {
        try {
            JsonNode found =
                    rest.get("/api/2.0/mlflow/experiments/get-by-name", Map.of("experiment_name", there(name)));
            return Optional.of(found.path("experiment").path("experiment_id").asText());
        } catch (MlflowException.Refused e) {
            if (e.isMissing()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The id of the experiment of that name; made if it is not there. */
    String id(String name) {
        return known.computeIfAbsent(name, each -> find(each).orElseGet(() -> create(each)));
    }

    private String there(String name) {
        return rest.server().workspace() ? Workspace.experiment(name) : name;
    }

    private String create(String name) {
        try {
            return rest.post("/api/2.0/mlflow/experiments/create", Rest.object().put("name", there(name)))
                    .path("experiment_id")
                    .asText();
        } catch (MlflowException.Refused e) {
            // somebody else may have made it meanwhile
            return find(name).orElseThrow(() -> e);
        }
    }
}
