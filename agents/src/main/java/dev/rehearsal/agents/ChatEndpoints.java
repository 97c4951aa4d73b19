package dev.rehearsal.agents;

import dev.rehearsal.agents.http.Connections;
import dev.rehearsal.agents.options.Variables;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Models;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.ModelAgent;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Opens agents behind OpenAI-compatible chat endpoints, by URL: the API's base ({@code https://host/v1}) or the whole address. The
 * endpoint gets the conversation as messages, and session id and context as the body's {@code metadata}. The option {@code model} is the
 * name that is sent, {@code api_key} a bearer token; header values and the token may name variables of the environment,
 * <code>${TOKEN}</code>. No key of a model provider is sent there.
 */
public final class ChatEndpoints implements AgentProvider {
    private static final String KIND = "kind";
    private static final String CHAT = "chat";
    private static final String MODEL = "model";
    private static final String API_KEY = "api_key";
    private static final List<String> OPTIONS = List.of(KIND, MODEL, API_KEY, "stream");
    private static final String PROVIDER_KEY = "OPENAI_API_KEY";

    @Override
    public boolean opens(AgentSpec spec) {
        return (spec.target().startsWith("http://") || spec.target().startsWith("https://"))
                && spec.options().text(KIND).orElse(CHAT).equals(CHAT)
                && !spec.options().get("stream").orElse(false).equals(true)
                && !Connections.given(spec.options().names());
    }

    @Override
    public Agent open(AgentSpec spec, ModelClients models) {
        checkOptions(spec);
        URI address = address(spec.target());
        var environment = new LinkedHashMap<>(models.settings().environment());
        Map<String, String> headers = headers(spec, new Variables(environment, models.secrets()));
        environment.remove(PROVIDER_KEY);
        ModelSettings settings = models.settings()
                .withBaseUrl(address)
                .withEnvironment(environment)
                .withHeaders(headers);
        Model model = Models.open("openai:/" + spec.options().text(MODEL).orElse(""), settings);
        var endpoint = new EndpointModel(model, spec.target());
        return ModelAgent.builder(models.of(spec, endpoint))
                .systemPrompt(spec.systemPrompt())
                .parameters(spec.parameters())
                .build();
    }

    private static void checkOptions(AgentSpec spec) {
        var faults = new ArrayList<Fault>();
        for (String name : spec.options().names()) {
            if (!OPTIONS.contains(name)) {
                faults.add(new Fault(
                        "agent." + name, "is not an option of a chat endpoint" + Names.suggestion(name, OPTIONS)));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
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

    private static Map<String, String> headers(AgentSpec spec, Variables variables) {
        var headers = new LinkedHashMap<String, String>();
        var faults = new ArrayList<Fault>();
        spec.options().text(API_KEY).ifPresent(key -> {
            try {
                headers.put("Authorization", "Bearer " + variables.fill("agent." + API_KEY, key));
            } catch (InvalidInputException e) {
                faults.addAll(e.faults());
            }
        });
        spec.headers().forEach((name, value) -> {
            try {
                headers.put(name, variables.fill("agent.headers." + name, value));
            } catch (InvalidInputException e) {
                faults.addAll(e.faults());
            }
        });
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return headers;
    }
}
