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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens agents behind any HTTP endpoint that takes and gives JSON: {@code kind: http}. Options: {@code method}, {@code body} (a template),
 * {@code answer}, {@code tool_calls} and {@code usage} (JSON paths), {@code history}, {@code resumable}, {@code repeatable},
 * {@code retries}, {@code api_key}. Secrets stand in environment variables or files only.
 */
public final class HttpAgents implements AgentProvider {
    private static final String KIND = "http";
    private static final List<String> METHODS = List.of("POST", "GET", "PUT", "PATCH");
    private static final List<String> OPTIONS = List.of(
            "kind",
            "method",
            "body",
            "answer",
            "tool_calls",
            "usage",
            "history",
            "resumable",
            "repeatable",
            "retries",
            "api_key");

    /** What is sent where nothing else is said. */
    private static final Map<String, ?> USUAL_BODY =
            Map.of("messages", "{{messages}}", "session_id", "{{session_id}}", "context", "{{context}}");

    private static final AgentRequest SAMPLE =
            new AgentRequest(List.of(Message.user("hello")), new SessionId("sim-check"), Attributes.EMPTY, 1);

    @Override
    public boolean opens(AgentSpec spec) {
        return (spec.target().startsWith("http://") || spec.target().startsWith("https://"))
                && spec.options().text("kind").orElse("").equals(KIND);
    }

    @Override
    public Agent open(AgentSpec spec, ModelClients models) {
        var options = new Options(spec, "an agent over HTTP").only(OPTIONS).noModel();
        checkAddress(spec.target(), options, models);
        String method = options.choice("method", METHODS);
        Variables variables = Variables.from(models.settings(), models.secrets());
        Protocol protocol = protocol(options, method.equals("GET"), variables);
        Map<String, String> headers = options.headers(variables);
        boolean repeatable = options.flag("repeatable", method.equals("GET"));
        int retries = retries(options);
        Agent.History history = options.history();
        boolean resumable = options.flag("resumable", history == Agent.History.FULL);
        options.attempt(() -> {
            try {
                return Exchange.request(method, URI.create("http://localhost/"), headers, null);
            } catch (IllegalArgumentException e) {
                throw new InvalidInputException(
                        "agent.headers", "cannot be sent: one of these is not allowed: " + headers.keySet());
            }
        });
        var hooks = Hooks.read(options, spec.target(), headers, models.settings());
        options.refuse();
        return hooks.around(new HttpAgent(
                spec.target(),
                method,
                headers,
                protocol,
                new Exchange(Exchange.newClient(), repeatable, retries),
                history,
                resumable));
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
                : options.attempt(() -> Template.of("agent.body", withSecrets(body, variables)))
                        .orElse(null);
        if (options.text("answer").isEmpty()) {
            options.fault("answer", "is missing: the JSON path of the answer's text in the reply, such as '$.answer'");
        }
        return new Paths(template, AnswerPlaces.read(options, "$", null, null));
    }

    private static @Nullable Object withSecrets(@Nullable Object tree, Variables variables) {
        return switch (tree) {
            case Map<?, ?> map -> {
                var filled = new LinkedHashMap<String, @Nullable Object>();
                map.forEach((name, value) -> filled.put(String.valueOf(name), withSecrets(value, variables)));
                yield filled;
            }
            case List<?> list ->
                list.stream().map(each -> withSecrets(each, variables)).toList();
            case String text when text.contains("${") -> variables.fill("agent.body", text);
            case null -> null;
            default -> tree;
        };
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
