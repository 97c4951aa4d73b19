package dev.rehearsal.scorers;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import java.util.List;
import java.util.Optional;

/**
 * Whether the agent's answer is one JSON value (RFC 8259) and nothing else, of a wanted type and with wanted names. A name that stands twice
 * in an object is a fault. Needs no model.
 */
public final class JsonValidity implements TurnScorer {
    static final ScorerKind KIND = new ScorerKind(
            "json_validity",
            ScorerKind.Level.TURN,
            "yes, no",
            List.of(),
            "Whether the answer is JSON and nothing else.",
            List.of(
                    new ScorerOption("type", "any, object or array", "any", "what it has to be"),
                    new ScorerOption("required", "list of names", "none", "what the object has to have"),
                    new ScorerOption(
                            "fenced", "true or false", "false", "whether it may stand in a Markdown code fence"),
                    ScorerOption.AS),
            JsonValidity::new);

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final String name;
    private final String type;
    private final List<String> required;
    private final boolean fenced;
    private final ScorerSpec spec;

    private JsonValidity(ScorerOptions options) {
        this.name = options.name();
        this.type = options.oneOf("type", List.of("any", "object", "array"), "any");
        this.required = options.texts("required");
        this.fenced = options.flag("fenced", false);
        this.spec = options.spec();
        if (type.equals("array") && !required.isEmpty()) {
            options.fault("required", "is for objects, found 'type' array");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<ScorerSpec> spec() {
        return Optional.of(spec);
    }

    @Override
    public List<Feedback> score(TurnToScore turn) {
        String fault = fault(fenced ? unfenced(turn.output()) : turn.output());
        return List.of(Feedback.yesNo(name, fault.isEmpty(), fault));
    }

    private String fault(String text) {
        JsonNode value;
        try {
            value = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            return "not JSON: " + e.getOriginalMessage()
                    + (place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")");
        }
        if (value.isMissingNode()) {
            return "not JSON: the answer is blank";
        }
        if (type.equals("object") || !required.isEmpty()) {
            if (!value.isObject()) {
                return "expected a JSON object, found: " + value.getNodeType();
            }
        } else if (type.equals("array") && !value.isArray()) {
            return "expected a JSON array, found: " + value.getNodeType();
        }
        List<String> missing =
                required.stream().filter(each -> !value.has(each)).toList();
        return missing.isEmpty() ? "" : "the object has no " + String.join(", ", missing);
    }

    private static String unfenced(String text) {
        String stripped = text.strip();
        int end = stripped.indexOf('\n');
        return end > 0 && stripped.startsWith("```") && stripped.endsWith("```") && stripped.length() >= end + 4
                ? stripped.substring(end + 1, stripped.length() - 3)
                : text;
    }
}
