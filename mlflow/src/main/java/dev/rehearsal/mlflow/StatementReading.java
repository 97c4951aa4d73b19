package dev.rehearsal.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Source;
import org.jspecify.annotations.Nullable;

/** Reads feedback and expectations of MLflow's, with their sources. */
final class StatementReading {
    private static final int LONGEST_CATEGORY = 40;

    private StatementReading() {}

    /** The turn that it is about; 0 for the session, which it says by its metadata. */
    static int turn(JsonNode assessment, int turn) {
        return assessment.path("metadata").has(TraceBody.SESSION) ? 0 : turn;
    }

    static Assessment feedback(JsonNode node, SessionId sessionId, int turn) {
        JsonNode feedback = node.path("feedback");
        FeedbackValue value = value(feedback.path("value"));
        String error =
                value == null ? feedback.path("error").path("error_message").asText("it has no value") : null;
        JsonNode metadata = node.path("metadata");
        return new Assessment(
                node.path("assessment_id").asText(),
                sessionId,
                null,
                turn,
                new Feedback(
                        name(node),
                        value,
                        node.path("rationale").asText(""),
                        source(node),
                        metadata.path("rehearsal.scorer_version").asText("1"),
                        metadata.path("rehearsal.prompt_version").asText(""),
                        Usage.NONE,
                        error),
                MlflowTimes.instant(node.path("create_time")),
                overrides(node));
    }

    private static @Nullable FeedbackValue value(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isBoolean()) {
            return new FeedbackValue.YesNo(value.asBoolean());
        }
        if (value.isNumber()) {
            return new FeedbackValue.Numeric(value.asDouble());
        }
        String text = value.isTextual() ? value.asText() : value.toString();
        return switch (text) {
            case "yes" -> new FeedbackValue.YesNo(true);
            case "no" -> new FeedbackValue.YesNo(false);
            default ->
                value.isTextual() && text.length() <= LONGEST_CATEGORY && text.indexOf('\n') < 0
                        ? new FeedbackValue.Category(text)
                        : new FeedbackValue.Text(text);
        };
    }

    static Expectation expectation(JsonNode node, SessionId sessionId, int turn) {
        JsonNode expectation = node.path("expectation");
        JsonNode value = expectation.path("value");
        if (value.isMissingNode()) {
            String text = expectation.path("serialized_value").path("value").asText();
            try {
                value = Rest.JSON.readTree(text);
            } catch (JsonProcessingException e) {
                value = Rest.JSON.getNodeFactory().textNode(text);
            }
        }
        Object plain = Rest.JSON.convertValue(value, Object.class);
        return new Expectation(
                node.path("assessment_id").asText(),
                sessionId,
                turn,
                name(node),
                plain == null ? "" : plain,
                source(node),
                node.path("rationale").asText(""),
                MlflowTimes.instant(node.path("create_time")),
                overrides(node));
    }

    private static String name(JsonNode node) {
        String name = node.path("assessment_name").asText();
        return name.isBlank() ? "feedback" : name;
    }

    private static @Nullable String overrides(JsonNode node) {
        String id = node.path(AssessmentBody.OVERRIDES).asText();
        return id.isEmpty() ? null : id;
    }

    private static Source source(JsonNode node) {
        String id = node.path("source").path("source_id").asText("default");
        return switch (node.path("source").path("source_type").asText()) {
            case "HUMAN" -> Source.human(id);
            case "LLM_JUDGE", "AI_JUDGE" -> Source.judge(id);
            default -> Source.code(id);
        };
    }
}
