package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Transcript;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ReplySchema;
import dev.rehearsal.scoring.FeedbackValue;
import java.util.List;
import java.util.stream.Collectors;

/** What a verdict can be. */
sealed interface VerdictForm {
    /** Yes or no. */
    record YesNo() implements VerdictForm {}

    /** One of those. */
    record Categories(List<String> names) implements VerdictForm {
        public Categories {
            names = List.copyOf(names);
        }
    }

    /** Any number. */
    record Numeric() implements VerdictForm {}

    /** Free text. */
    record Text() implements VerdictForm {}

    /** The form of a reply: the rationale, then the result. */
    default ReplySchema schema() {
        return ReplySchema.of("verdict", """
                {"type":"object","properties":{"rationale":{"type":"string"},"result":%s},\
                "required":["rationale","result"],"additionalProperties":false}""".formatted(result()));
    }

    private String result() {
        return switch (this) {
            case YesNo form -> "{\"type\":\"string\",\"enum\":[\"yes\",\"no\"]}";
            case Categories(var names) ->
                "{\"type\":\"string\",\"enum\":"
                        + names.stream().map(Transcript::quoted).collect(Collectors.joining(",", "[", "]")) + "}";
            case Numeric form -> "{\"type\":\"number\"}";
            case Text form -> "{\"type\":\"string\"}";
        };
    }

    /** @throws ModelException if the reply has no such value */
    default FeedbackValue value(Attributes reply) {
        String result = reply.text("result").orElse("");
        try {
            return switch (this) {
                case YesNo form -> FeedbackValue.parse("yes_no", result);
                case Categories form -> new FeedbackValue.Category(result);
                case Numeric form -> new FeedbackValue.Numeric(Double.parseDouble(result));
                case Text form -> new FeedbackValue.Text(result);
            };
        } catch (IllegalArgumentException e) {
            throw new ModelException.Rejected("the verdict is no " + inWords() + ": '" + result + "'", e);
        }
    }

    /** In words, for messages and lists. */
    default String inWords() {
        return switch (this) {
            case YesNo form -> "yes or no";
            case Categories(var names) -> String.join(", ", names);
            case Numeric form -> "number";
            case Text form -> "text";
        };
    }
}
