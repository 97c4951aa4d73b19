package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.model.ModelParameters;
import java.util.Map;

/**
 * An agent by description, so that it can be opened again elsewhere or later.
 *
 * @param target a model URI, the URL of an OpenAI-compatible chat endpoint, or what another {@link AgentProvider} knows
 * @param systemPrompt the text itself; may use the context: <code>{{user_id}}</code>
 * @param headers sent along; a value may name an environment variable, <code>${TOKEN}</code>, which is read when the agent is opened and is
 *     kept nowhere
 * @param options what only some kinds of agent know
 */
public record AgentSpec(
        String target,
        String systemPrompt,
        ModelParameters parameters,
        Map<String, String> headers,
        Attributes options) {
    public AgentSpec {
        headers = Map.copyOf(headers);
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
