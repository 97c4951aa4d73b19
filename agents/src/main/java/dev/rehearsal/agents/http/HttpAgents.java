package dev.rehearsal.agents.http;

import dev.rehearsal.agents.hooks.Hooks;
import dev.rehearsal.agents.options.AnswerPlaces;
import dev.rehearsal.agents.options.Options;
import dev.rehearsal.agents.options.Variables;
import dev.rehearsal.agents.reply.Json;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.AllowedProviders;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens agents behind HTTP endpoints, by {@code kind}: {@code http}, any JSON ({@code method}, {@code body}, a template, {@code answer},
 * {@code tool_calls} and {@code usage}, JSON paths); {@code chat}, where {@code ChatEndpoints} does not know how; {@code responses},
 * OpenAI's Responses API; and {@code invocations}, MLflow's agents, also as <code>databricks:/ENDPOINT</code>. All of them take {@code history}, {@code resumable},
 * {@code repeatable}, {@code retries}, {@code api_key}, the options of {@link Connections} and hooks. Secrets stand in environment variables or files only.
 */
public final class HttpAgents implements AgentProvider {
    private static final String DATABRICKS = "databricks:/";
    private static final List<String> METHODS = List.of("POST", "GET", "PUT", "PATCH");
    private static final List<String> COMMON =
            both(List.of("kind", "history", "resumable", "repeatable", "retries", "api_key"), Connections.OPTIONS);
    private static final List<String> PATHS = List.of("method", "body", "answer", "tool_calls", "usage");
    private static final List<String> MODELS = List.of("model", "stream");

    /** What is sent where nothing else is said. */
    private static final Map<String, ?> USUAL_BODY =
            Map.of("messages", "{{messages}}", "session_id", "{{session_id}}", "context", "{{context}}");

    private static final AgentRequest SAMPLE =
            new AgentRequest(List.of(Message.user("hello")), new SessionId("sim-check"), Attributes.EMPTY, 1);

    @Override
    public boolean opens(AgentSpec spec) {
        String kind = spec.options().text("kind").orElse("chat");
        boolean address = spec.target().startsWith("http://") || spec.target().startsWith("https://");
        boolean named = kind.equals("responses") || kind.equals("invocations");
        return address || named && spec.target().startsWith(DATABRICKS);
    }

    @Override
    public Agent open(AgentSpec spec, ModelClients models) {
        var options = new Options(spec, "an agent over HTTP");
        String kind = options.choice("kind", List.of("chat", "http", "responses", "invocations"));
        options.refuse();
        Variables variables = Variables.from(models.settings(), models.secrets());
        Map<String, String> headers = options.headers(variables);
        String target = address(spec, kind, headers, options, variables);
        checkAddress(target, options, models);
        String method = "POST";
        Protocol protocol;
        if (kind.equals("http")) {
            options.only(both(COMMON, PATHS)).noModel();
            method = options.choice("method", METHODS);
            protocol = protocol(options, method.equals("GET"), variables);
        } else {
            options.only(both(COMMON, MODELS));
            var model = new ModelBody(
                    options.text("model").orElse(""),
                    spec.systemPrompt(),
                    spec.parameters(),
                    options.flag("stream", false));
            protocol = kind.equals("chat") ? new ChatStream(model) : new Responses(model, kind.equals("invocations"));
        }
        boolean repeatable = options.flag("repeatable", method.equals("GET"));
        int retries = retries(options);
        Agent.History history = options.history();
        boolean resumable = options.flag("resumable", history == Agent.History.FULL);
        checkHeaders(headers, options);
        HttpClient client = Connections.client(options);
        var hooks = Hooks.read(options, target, headers, models.settings());
        options.refuse();
        return hooks.around(new HttpAgent(
                target, method, headers, protocol, new Exchange(client, repeatable, retries), history, resumable));
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** The whole address: of a chat endpoint's base, of an endpoint at Databricks, or as it is given. */
    private static String address(
            AgentSpec spec, String kind, Map<String, String> headers, Options options, Variables variables) {
        String target = spec.target();
        if (target.startsWith(DATABRICKS)) {
            Optional<String> host = options.attempt(() -> variables.fill("agent.target", "${DATABRICKS_HOST}"));
            options.attempt(() -> headers.putIfAbsent(
                    "Authorization", "Bearer " + variables.fill("agent.target", "${DATABRICKS_TOKEN}")));
            String base = host.orElse("https://localhost").replaceAll("/+$", "");
            return (base.contains("://") ? base : "https://" + base) + "/serving-endpoints/"
                    + target.substring(DATABRICKS.length()) + "/invocations";
        }
        String path = kind.equals("chat") ? "/chat/completions" : "";
        return target.endsWith(path) ? target : target.replaceAll("/+$", "") + path;
    }

    private static void checkHeaders(Map<String, String> headers, Options options) {
        try {
            Exchange.request("POST", URI.create("http://localhost/"), headers, null);
        } catch (IllegalArgumentException e) {
            options.fault("headers", "cannot be sent: one of these is not allowed: " + headers.keySet());
        }
    }

    private static void checkAddress(String target, Options options, ModelClients models) {
        options.attempt(() -> {
            Template.of("agent.target", target);
            try {
                var address = new URI(Template.address(target, SAMPLE));
                if (address.getHost() == null) {
                    throw new InvalidInputException("agent.target", "'" + target + "' names no host");
                }
                if (address.getRawUserInfo() != null) {
                    throw new InvalidInputException(
                            "agent.target",
                            "the address has a user or a password in it, which would be kept; send a header instead");
                }
                AllowedProviders.checkHost(address, models.settings());
                return address;
            } catch (URISyntaxException e) {
                throw new InvalidInputException("agent.target", "'" + target + "' is no address: " + e.getReason());
            }
        });
    }

    private static Protocol protocol(Options options, boolean withoutBody, Variables variables) {
        Object given = options.value("body");
        Object tree = given instanceof String text ? parsed(options, text) : given;
        Object body = tree != null ? tree : withoutBody ? null : USUAL_BODY;
        Template template = body == null
                ? null
                : options.attempt(() -> Template.of("agent.body", variables.fillIn("agent.body", body)))
                        .orElse(null);
        if (options.text("answer").isEmpty()) {
            options.fault("answer", "is missing: the JSON path of the answer's text in the reply, such as '$.answer'");
        }
        return new Paths(template, AnswerPlaces.read(options, "$", null, null));
    }

    private static @Nullable Object parsed(Options options, String text) {
        Optional<Object> tree = Json.parse(text);
        if (tree.isEmpty()) {
            options.fault("body", "is no JSON: '" + text + "'; put a place for a list in quotes: \"{{messages}}\"");
        }
        return tree.orElse(null);
    }

    private static int retries(Options options) {
        String text = options.text("retries").orElse("2").toLowerCase(Locale.ROOT);
        if (text.matches("[0-9]|10")) {
            return Integer.parseInt(text);
        }
        options.fault("retries", "is a number from 0 to 10, found '" + text + "'");
        return 0;
    }
}
