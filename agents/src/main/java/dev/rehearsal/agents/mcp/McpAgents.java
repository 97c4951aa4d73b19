package dev.rehearsal.agents.mcp;

import dev.rehearsal.agents.hooks.Hooks;
import dev.rehearsal.agents.http.Connections;
import dev.rehearsal.agents.http.Exchange;
import dev.rehearsal.agents.http.Template;
import dev.rehearsal.agents.options.AnswerPlaces;
import dev.rehearsal.agents.options.CommandWords;
import dev.rehearsal.agents.options.Options;
import dev.rehearsal.agents.options.Variables;
import dev.rehearsal.agents.process.LineProcess;
import dev.rehearsal.agents.reply.AnswerPaths;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.AllowedProviders;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.simulation.Agent;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens agents that are a tool of an MCP server: {@code mcp:python3 server.py}, a command that speaks on its standard input and output, or
 * {@code mcp:https://agent.example/mcp}, streamable HTTP. Options: {@code tool} (its name; the only one unless said), {@code arguments} (a
 * template of what it is given; by the names of its parameters unless said), {@code answer}, {@code tool_calls} and {@code usage} (JSON
 * paths into its structured result; its texts unless said), {@code history}, {@code resumable}, {@code folder} and {@code environment} of a
 * command, {@code headers} and {@code api_key} and the options of {@link Connections} of an address, and
 * hooks.
 */
public final class McpAgents implements AgentProvider {
    private static final String SCHEME = "mcp:";
    private static final List<String> OPTIONS = Stream.concat(
                    Connections.OPTIONS.stream(),
                    Stream.of(
                            "tool",
                            "arguments",
                            "answer",
                            "tool_calls",
                            "usage",
                            "history",
                            "resumable",
                            "folder",
                            "environment",
                            "api_key"))
            .toList();

    @Override
    public boolean opens(AgentSpec spec) {
        return spec.target().startsWith(SCHEME);
    }

    @Override
    public Agent open(AgentSpec spec, ModelClients models) {
        var options = new Options(spec, "an MCP tool").only(OPTIONS).noModel();
        Variables variables = Variables.from(models.settings(), models.secrets());
        String target = spec.target().substring(SCHEME.length()).strip();
        boolean address = target.startsWith("http://") || target.startsWith("https://");
        Map<String, String> headers = options.headers(variables);
        Supplier<Wire> server = address ? http(target, headers, options, models) : process(target, options, variables);
        Object given = options.value("arguments");
        Template arguments = given == null
                ? null
                : options.attempt(() -> Template.of("agent.arguments", variables.fillIn("agent.arguments", given)))
                        .orElse(null);
        if (given != null && !(given instanceof Map)) {
            options.fault("arguments", "are names with values, found " + given);
        }
        AnswerPaths paths = options.text("answer").isPresent() ? AnswerPlaces.read(options, "$", null, null) : null;
        if (paths == null && (options.value("tool_calls") != null || options.value("usage") != null)) {
            options.fault("answer", "is missing: the JSON path of the answer's text, such as '$.answer'");
        }
        String tool = options.text("tool").orElse("");
        Agent.History history = options.history();
        boolean resumable = options.flag("resumable", history == Agent.History.FULL);
        var hooks = Hooks.read(options, address ? target : "", headers, models.settings());
        options.refuse();
        return hooks.around(
                new McpAgent(spec.target(), server, new ToolChoice(tool, arguments), paths, history, resumable));
    }

    private static Supplier<Wire> http(
            String target, Map<String, String> headers, Options options, ModelClients models) {
        for (String name : List.of("folder", "environment")) {
            if (options.value(name) != null) {
                options.fault(name, "is for a server that is a command");
            }
        }
        HttpClient client = Connections.client(options);
        return options.attempt(() -> {
                    try {
                        var address = new URI(target);
                        if (address.getHost() == null || address.getRawUserInfo() != null) {
                            throw new InvalidInputException(
                                    "agent.target",
                                    "'" + target + "' names no host, or has a user in it; send a header instead");
                        }
                        AllowedProviders.checkHost(address, models.settings());
                        var exchange = new Exchange(client, false, 2);
                        return (Supplier<Wire>) () -> new HttpWire(exchange, address, headers);
                    } catch (URISyntaxException e) {
                        throw new InvalidInputException(
                                "agent.target", "'" + target + "' is no address: " + e.getReason());
                    }
                })
                .orElseGet(() -> McpAgents::none);
    }

    private static Supplier<Wire> process(String target, Options options, Variables variables) {
        for (String name : Connections.OPTIONS) {
            if (options.value(name) != null) {
                options.fault(name, "is for a server at an address");
            }
        }
        if (!options.headers(variables).isEmpty()) {
            options.fault("headers", "are for a server at an address");
        }
        List<String> command = command(target, options);
        Path folder = Path.of(options.text("folder").orElse("")).toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            options.fault("folder", "'" + folder + "' is no folder");
        }
        var environment = new LinkedHashMap<String, String>();
        @Nullable Object given = options.value("environment");
        if (given instanceof Map<?, ?> map) {
            map.forEach((name, value) -> options.attempt(() -> environment.put(
                    String.valueOf(name), variables.fill("agent.environment." + name, String.valueOf(value)))));
        } else if (given != null) {
            options.fault("environment", "is names with values, found " + given);
        }
        return command.isEmpty()
                ? McpAgents::none
                : () -> new ProcessWire(LineProcess.start(command, folder, environment));
    }

    private static List<String> command(String target, Options options) {
        try {
            List<String> command = CommandWords.split(target);
            if (command.isEmpty()) {
                options.fault("target", "write 'mcp:' and a command or an address, such as 'mcp:python3 server.py'");
            }
            return command;
        } catch (IllegalArgumentException e) {
            options.fault("target", "cannot be split into words: " + e.getMessage());
            return List.of();
        }
    }

    /** Never asked: what has no server has a fault, and is refused. */
    private static Wire none() {
        throw new IllegalStateException("there is no server");
    }
}
