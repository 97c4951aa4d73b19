package dev.rehearsal.agents.a2a;

import dev.rehearsal.agents.hooks.Hooks;
import dev.rehearsal.agents.http.Connections;
import dev.rehearsal.agents.http.Exchange;
import dev.rehearsal.agents.options.Options;
import dev.rehearsal.agents.options.Variables;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.AllowedProviders;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.simulation.Agent;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Opens agents that speak A2A: {@code a2a:https://agent.example}, the address of an agent card or of its host. Options: {@code headers},
 * {@code api_key}, {@code stream} (whether an agent that can stream is asked to, true unless said), those of {@link Connections} and hooks. Secrets stand in environment variables or files only.
 */
public final class A2aAgents implements AgentProvider {
    private static final String SCHEME = "a2a:";
    private static final List<String> OPTIONS = Stream.concat(
                    Stream.of("api_key", "stream"), Connections.OPTIONS.stream())
            .toList();

    @Override
    public boolean opens(AgentSpec spec) {
        return spec.target().startsWith(SCHEME);
    }

    @Override
    public Agent open(AgentSpec spec, ModelClients models) {
        var options = new Options(spec, "an A2A agent").only(OPTIONS).noModel();
        Map<String, String> headers = options.headers(Variables.from(models.settings(), models.secrets()));
        Optional<URI> address = options.attempt(() -> address(spec.target().substring(SCHEME.length()), models));
        var hooks = Hooks.read(options, address.map(URI::toString).orElse(""), headers, models.settings());
        HttpClient client = Connections.client(options);
        boolean stream = options.flag("stream", true);
        options.refuse();
        var wire = new Wire(
                new Exchange(client, false, 2),
                headers,
                elsewhere -> AllowedProviders.checkHost(elsewhere, models.settings()));
        return hooks.around(new A2aAgent(spec.target(), new CardReader(wire, address.orElseThrow(), stream), wire));
    }

    private static URI address(String text, ModelClients models) {
        try {
            var address = new URI(text);
            if (address.getHost() == null
                    || !String.valueOf(address.getScheme()).matches("https?")) {
                throw new InvalidInputException(
                        "agent.target",
                        "write 'a2a:' and the http(s) address of an agent card or its host, found '" + text + "'");
            }
            if (address.getRawUserInfo() != null) {
                throw new InvalidInputException(
                        "agent.target",
                        "the address has a user or a password in it, which would be kept; send a header instead");
            }
            AllowedProviders.checkHost(address, models.settings());
            return address;
        } catch (URISyntaxException e) {
            throw new InvalidInputException("agent.target", "'" + text + "' is no address: " + e.getReason());
        }
    }
}
