package dev.rehearsal.testkit;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which requests the server does not take.
 *
 * @param parameters parameters that it refuses, as reasoning models do with a temperature
 * @param key the only API key that it takes; null takes any and none
 */
record Refusals(
        StructuredOutput structuredOutput,
        Set<String> parameters,
        @Nullable String key) {

    static final Refusals NONE = new Refusals(StructuredOutput.SCHEMA, Set.of(), null);

    Refusals {
        parameters = Set.copyOf(parameters);
    }

    /** The refusal of a request, or null where there is none. */
    @Nullable
    Reply of(ModelRequest request) {
        if (key != null && !("Bearer " + key).equals(request.header("authorization"))) {
            return refusal(401, "This API key is not known here.", null, "invalid_api_key");
        }
        String format = request.responseFormat();
        if (!structuredOutput.knows(format)) {
            return refusal(
                    400,
                    "Invalid parameter: 'response_format' of type '" + format + "' is not supported with this model.",
                    "response_format",
                    "unsupported_value");
        }
        for (String parameter : parameters) {
            if (request.has(parameter)) {
                return refusal(
                        400,
                        "Unsupported parameter: '" + parameter + "' is not supported with this model.",
                        parameter,
                        "unsupported_parameter");
            }
        }
        return null;
    }

    private static Reply refusal(int status, String message, @Nullable String parameter, String code) {
        return new Reply.Failure(status, "invalid_request_error", message, parameter, code, null);
    }
}
