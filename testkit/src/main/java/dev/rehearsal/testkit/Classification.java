package dev.rehearsal.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells by a request who is asking. A schema decides before the words of the prompt, as these carry what people and agents
 * said.
 */
final class Classification {
    private static final String GOAL_FIELD = "goal_achieved";
    private static final Set<String> USER_FIELDS = Set.of("message", "simulated_input");

    private Classification() {}

    static RequestKind of(ModelRequest request, @Nullable JsonNode schema, Set<String> goalPhrases) {
        String model = request.model().toLowerCase(Locale.ROOT);
        if (model.contains("agent")) {
            return RequestKind.AGENT;
        }
        if (schema != null && speaks(schema)) {
            return RequestKind.USER;
        }
        if (model.contains("goal") || isGoalCheck(request, schema, goalPhrases)) {
            return RequestKind.GOAL_CHECK;
        }
        boolean structured = schema != null || request.responseFormat().equals("json_object");
        if (structured || model.contains("judge") || request.mentions("\"rationale\"")) {
            return RequestKind.JUDGE;
        }
        return RequestKind.USER;
    }

    private static boolean isGoalCheck(ModelRequest request, @Nullable JsonNode schema, Set<String> goalPhrases) {
        boolean named = schema == null
                ? request.mentions(GOAL_FIELD)
                : schema.path("properties").has(GOAL_FIELD) || schema.toString().contains(GOAL_FIELD);
        return named || goalPhrases.stream().anyMatch(request::mentions);
    }

    private static boolean speaks(JsonNode schema) {
        JsonNode properties = schema.path("properties");
        return !properties.has(GOAL_FIELD) && USER_FIELDS.stream().anyMatch(properties::has);
    }
}
