package dev.rehearsal.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Makes an answer that fits a JSON schema: fields in the order of the schema, verdicts as wished. It knows types, enum,
 * const, unions, local references, bounds of numbers and the least length of arrays, not patterns.
 *
 * @param positive whether verdicts are yes
 * @param message what a field that carries a message says
 * @param rationale what any other text says
 */
record SchemaInstance(JsonNode root, boolean positive, String message, String rationale) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> MESSAGES = Set.of("message", "simulated_input");
    private static final Set<String> VERDICTS = Set.of("result", "verdict");
    private static final int DEEPEST = 24;

    JsonNode make() {
        return make(root, "", 0);
    }

    private JsonNode make(JsonNode schema, String name, int depth) {
        if (depth > DEEPEST) {
            return NODES.nullNode();
        }
        if (schema.has("$ref")) {
            return make(resolve(schema.path("$ref").asText()), name, depth + 1);
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.path("enum").isArray() && !schema.path("enum").isEmpty()) {
            return choose(schema.path("enum"));
        }
        for (String union : new String[] {"anyOf", "oneOf", "allOf"}) {
            if (schema.path(union).isArray() && !schema.path(union).isEmpty()) {
                return make(schema.path(union).get(0), name, depth + 1);
            }
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "boolean" -> NODES.booleanNode(positive);
            case "integer" -> NODES.numberNode((long) number(schema));
            case "number" -> NODES.numberNode(number(schema));
            case "null" -> NODES.nullNode();
            default -> NODES.textNode(text(name));
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        schema.path("properties")
                .properties()
                .forEach(property ->
                        object.set(property.getKey(), make(property.getValue(), property.getKey(), depth + 1)));
        return object;
    }

    private JsonNode array(JsonNode schema, String name, int depth) {
        var array = NODES.arrayNode();
        int length = Math.max(1, Math.min(100, schema.path("minItems").asInt(1)));
        for (int i = 0; i < length && schema.has("items"); i++) {
            array.add(make(schema.path("items"), name, depth + 1));
        }
        return array;
    }

    private JsonNode choose(JsonNode values) {
        String wanted = positive ? "yes" : "no";
        for (JsonNode value : values) {
            if (value.asText().equalsIgnoreCase(wanted)) {
                return value;
            }
        }
        return values.get(0);
    }

    /** The best mark where verdicts are yes, else the worst; 1 and 0 where there are no bounds. */
    private double number(JsonNode schema) {
        return positive
                ? schema.path("maximum")
                        .asDouble(Math.max(1, schema.path("minimum").asDouble(1)))
                : schema.path("minimum").asDouble(0);
    }

    private String text(String name) {
        if (MESSAGES.contains(name)) {
            return message;
        }
        if (VERDICTS.contains(name)) {
            return positive ? "yes" : "no";
        }
        return rationale;
    }

    private JsonNode resolve(String reference) {
        return reference.startsWith("#/") ? root.at(reference.substring(1)) : root;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return type.path(0).asText();
        }
        return type.asText(schema.has("properties") ? "object" : "string");
    }
}
