package dev.rehearsal.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Feedback and expectations as MLflow takes them. Their ids follow from ours, which stands in their metadata too. */
final class AssessmentBody {
    /** Where our own id stands in the metadata. */
    static final String ID = "rehearsal.assessment";

    /** The statement that is superseded. */
    static final String OVERRIDES = "overrides";

    private AssessmentBody() {}

    /** @param run the run at the server that gave it; empty for none */
    static ObjectNode feedback(Assessment assessment, PublishedTurn turn, String run) {
        Feedback feedback = assessment.feedback();
        ObjectNode body = start(
                turn,
                assessment.id(),
                feedback.name(),
                feedback.source().kind().name(),
                feedback.source().id(),
                assessment.createdAt());
        supersedes(body, assessment.supersedes());
        ObjectNode value = body.putObject("feedback");
        FeedbackValue found = feedback.value();
        switch (found) {
            case null ->
                value.putObject("error")
                        .put("error_code", "SCORER_ERROR")
                        .put("error_message", Wellformed.of(String.valueOf(feedback.error())));
            case FeedbackValue.Numeric(double number) -> value.put("value", number);
            default -> value.put("value", Wellformed.of(found.text()));
        }
        if (!feedback.rationale().isEmpty()) {
            body.put("rationale", Wellformed.of(feedback.rationale()));
        }
        ObjectNode metadata = metadata(body, assessment.id());
        if (assessment.turn() == 0) {
            metadata.put(TraceBody.SESSION, assessment.sessionId().value());
        }
        if (!run.isEmpty()) {
            metadata.put("mlflow.assessment.sourceRunId", run);
        }
        metadata.put("rehearsal.scorer_version", feedback.scorerVersion());
        if (!feedback.promptVersion().isEmpty()) {
            metadata.put("rehearsal.prompt_version", feedback.promptVersion());
        }
        return body;
    }

    /** What a test case expects of a session, or of one of its turns. */
    static ObjectNode ofCase(PublishedTurn turn, String name, Object value, boolean ofSession, Instant at) {
        String id = "expectation:" + (ofSession ? 0 : turn.number()) + ":" + name;
        return expectation(start(turn, id, name, "HUMAN", "test case", at), turn, id, value, ofSession);
    }

    /** What a person expects. */
    static ObjectNode expectation(Expectation expectation, PublishedTurn turn) {
        Source source = expectation.source();
        ObjectNode body = start(
                turn, expectation.id(), expectation.name(), source.kind().name(), source.id(), expectation.createdAt());
        if (!expectation.rationale().isEmpty()) {
            body.put("rationale", Wellformed.of(expectation.rationale()));
        }
        supersedes(body, expectation.supersedes());
        return expectation(body, turn, expectation.id(), expectation.value(), expectation.turn() == 0);
    }

    private static ObjectNode expectation(
            ObjectNode body, PublishedTurn turn, String id, Object value, boolean ofSession) {
        ObjectNode expectation = body.putObject("expectation");
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            expectation
                    .putObject("serialized_value")
                    .put("serialization_format", "JSON_FORMAT")
                    .put("value", ChatText.write(value));
        } else {
            JsonNode tree = Rest.JSON.valueToTree(value instanceof String text ? Wellformed.of(text) : value);
            expectation.set("value", tree);
        }
        ObjectNode metadata = metadata(body, id);
        if (ofSession) {
            metadata.put(TraceBody.SESSION, turn.session().row().sessionId().value());
        }
        return body;
    }

    /** Our id of the statement whose place it takes stands in {@link #OVERRIDES} until the server's is known. */
    private static void supersedes(ObjectNode body, @Nullable String id) {
        if (id != null) {
            body.put(OVERRIDES, id);
        }
    }

    /** Our id of a statement as it is sent or read; empty where it is not ours. */
    static String idOf(JsonNode body) {
        return body.path("metadata").path(ID).asText();
    }

    private static ObjectNode metadata(ObjectNode body, String id) {
        return body.putObject("metadata").put(ID, id);
    }

    private static ObjectNode start(
            PublishedTurn turn, String id, String name, String kind, @Nullable String source, Instant at) {
        SessionId sessionId = turn.session().row().sessionId();
        ObjectNode body = Rest.object();
        body.put("assessment_id", TurnIds.assessment(sessionId, id));
        body.put("assessment_name", Wellformed.of(name));
        body.put("trace_id", turn.id());
        body.put("span_id", turn.root());
        body.putObject("source").put("source_type", kind).put("source_id", source);
        body.put("create_time", TraceBody.time(at));
        body.put("last_update_time", TraceBody.time(at));
        return body;
    }
}
