package dev.rehearsal.agents;

import dev.rehearsal.agents.hooks.Hooks;
import dev.rehearsal.agents.http.HttpAgents;
import dev.rehearsal.agents.options.Options;
import dev.rehearsal.agents.options.Variables;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Models;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.ModelAgent;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens agents behind OpenAI-compatible chat endpoints, by URL: the API's base ({@code https://host/v1}) or the whole address. The
 * endpoint gets the conversation as messages, and session id and context as the body's {@code metadata}. The option {@code model} is the
 * name that is sent, {@code api_key} a bearer token; header values and the token may name variables of the environment,
 * <code>${TOKEN}</code>. No key of a model provider is sent there. Other options are those of {@link HttpAgents}, which opens what streams
 * or is reached in another way than models are.
 */
public final class ChatEndpoints implements AgentProvider {
    private static final String KIND = "kind";
    private static final String CHAT = "chat";
    private static final String MODEL = "model";
    private static final Set<String> OPTIONS =
            Set.of(KIND, MODEL, "api_key", "stream", "history", "resumable", "repeatable", "before", "after");
    private static final String PROVIDER_KEY = "OPENAI_API_KEY";

    @Override
    public boolean opens(AgentSpec spec) {
        return (spec.target().startsWith("http://") || spec.target().startsWith("https://"))
                && spec.options().text(KIND).orElse(CHAT).equals(CHAT)
                && !spec.options().get("stream").orElse(false).equals(true)
                && OPTIONS.containsAll(spec.options().names());
    }

    @Override
    public Agent open(AgentSpec spec, ModelClients models) {
        var options = new Options(spec, "a chat endpoint");
        var environment = new LinkedHashMap<>(models.settings().environment());
        Map<String, String> headers = options.headers(new Variables(environment, models.secrets()));
        boolean repeatable = options.flag("repeatable", false);
        Agent.History history = options.history();
        boolean resumable = options.flag("resumable", history == Agent.History.FULL);
        Optional<URI> address = options.attempt(() -> address(spec.target()));
        var hooks = Hooks.read(options, spec.target(), headers, models.settings());
        options.refuse();
        environment.remove(PROVIDER_KEY);
        ModelSettings settings = models.settings()
                .withBaseUrl(address.orElseThrow())
                .withEnvironment(environment)
                .withHeaders(headers);
        Model model = Models.open("openai:/" + spec.options().text(MODEL).orElse(""), settings);
        var endpoint = new EndpointModel(model, spec.target(), repeatable);
        ModelAgent agent = ModelAgent.builder(models.of(spec, endpoint))
                .systemPrompt(spec.systemPrompt())
                .parameters(spec.parameters())
                .build();
        return hooks.around(new EndpointAgent(agent, history, resumable));
    }

    private static URI address(String target) {
        try {
            URI address = new URI(target);
            if (address.getHost() == null) {
                throw new InvalidInputException("agent", "'" + target + "' names no host");
            }
            if (address.getRawUserInfo() != null) {
                throw new InvalidInputException(
                        "agent",
                        "the address has a user or a password in it, which would be kept; send a header instead");
            }
            return address;
        } catch (URISyntaxException e) {
            throw new InvalidInputException("agent", "'" + target + "' is no address: " + e.getReason());
        }
    }
}
