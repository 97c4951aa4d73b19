package dev.rehearsal.testkit;

import java.util.Locale;

/** Which {@code response_format} the server knows; any other is refused with a 400. */
public enum StructuredOutput {
    /** {@code json_schema}, {@code json_object} and text. */
    SCHEMA,
    /** {@code json_object} and text, as many servers on one's own machine. */
    JSON_OBJECT,
    /** Text only. */
    NONE;

    boolean knows(String responseFormat) {
        return switch (responseFormat) {
            case "json_schema" -> this == SCHEMA;
            case "json_object" -> this != NONE;
            default -> true;
        };
    }

    static StructuredOutput parse(String id) {
        for (StructuredOutput known : values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(id)) {
                return known;
            }
        }
        throw new IllegalArgumentException("no such structured output: " + id + " (schema, json_object, none)");
    }
}
