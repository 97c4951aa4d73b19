package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;

/** Times as an MLflow server writes them. */
final class MlflowTimes {
    private MlflowTimes() {}

    static Instant instant(JsonNode node) {
        try {
            return node.isNumber() ? Instant.ofEpochMilli(node.asLong()) : Instant.parse(node.asText());
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
