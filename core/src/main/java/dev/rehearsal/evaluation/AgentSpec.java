package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An agent by description, so that it can be opened again elsewhere or later.
 *
 * @param target a model URI, the URL of an OpenAI-compatible chat endpoint, or what another {@link AgentProvider} knows
 * @param systemPrompt the text itself; may use the context: <code>{{user_id}}</code>
 * @param headers sent along; a value may name an environment variable, <code>${TOKEN}</code>, or a file, <code>${file:PATH}</code>, which are
 *     read when the agent is opened and kept nowhere
 * @param options what only some kinds of agent know
 */
public record AgentSpec(
        String target,
        String systemPrompt,
        ModelParameters parameters,
        Map<String, String> headers,
        Attributes options) {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*|file:[^}]+)}");
    /** A value of the test case. */
    private static final Pattern PLACE = Pattern.compile("\\{\\{[^}]*}}");

    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(authorization|cookie|api[-_]?key|token|secret|password|credential).*");
    private static final Pattern SECRET_VALUE = Pattern.compile("(?i)(bearer|basic)\\s.*");

    /** @throws InvalidInputException if a header or an option is a secret in plain text, which would be kept with the run */
    public AgentSpec {
        headers = Map.copyOf(headers);
        var faults = new ArrayList<Fault>();
        headers.forEach((name, value) -> refuseSecret("agent.headers." + name, name, value, faults));
        for (String name : options.names()) {
            refuseSecrets("agent." + name, name, options.get(name).orElse(""), faults);
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
    }

    private static void refuseSecrets(String place, String name, @Nullable Object value, List<Fault> faults) {
        switch (value) {
            case String text -> refuseSecret(place, name, text, faults);
            case Map<?, ?> map ->
                map.forEach((key, inner) -> refuseSecrets(place + "." + key, String.valueOf(key), inner, faults));
            case List<?> list -> list.forEach(inner -> refuseSecrets(place, name, inner, faults));
            case null, default -> {}
        }
    }

    private static void refuseSecret(String place, String name, String value, List<Fault> faults) {
        boolean secret = SECRET_NAME.matcher(name).matches()
                || SECRET_VALUE.matcher(value).matches();
        if (secret
                && !value.isBlank()
                && !PLACE.matcher(value).matches()
                && !VARIABLE.matcher(value).find()) {
            faults.add(new Fault(
                    place,
                    "is a secret in plain text, which would be kept with the run; put it into an environment variable and name"
                            + " that: '${NAME}'"));
        }
    }

    public static AgentSpec of(String target) {
        return new AgentSpec(target, "", ModelParameters.DEFAULT, Map.of(), Attributes.EMPTY);
    }

    public AgentSpec withSystemPrompt(String systemPrompt) {
        return new AgentSpec(target, systemPrompt, parameters, headers, options);
    }

    public AgentSpec withParameters(ModelParameters parameters) {
        return new AgentSpec(target, systemPrompt, parameters, headers, options);
    }

    public AgentSpec withHeaders(Map<String, String> headers) {
        return new AgentSpec(target, systemPrompt, parameters, headers, options);
    }

    public AgentSpec withOptions(Attributes options) {
        return new AgentSpec(target, systemPrompt, parameters, headers, options);
    }
}
