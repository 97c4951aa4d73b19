package dev.rehearsal.agents.process;

import dev.rehearsal.agents.hooks.Hooks;
import dev.rehearsal.agents.options.AnswerPlaces;
import dev.rehearsal.agents.options.CommandWords;
import dev.rehearsal.agents.options.Options;
import dev.rehearsal.agents.options.Variables;
import dev.rehearsal.agents.reply.AnswerPaths;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.simulation.Agent;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Opens agents that are a process: {@code process:python3 agent.py}. Options: {@code processes} ({@code per_session}, or {@code kept} to use
 * one again for later conversations), {@code folder} (where it runs), {@code environment} (more variables), {@code history},
 * {@code resumable}, {@code answer}, {@code tool_calls} and {@code usage} (JSON paths).
 */
public final class ProcessAgents implements AgentProvider {
    private static final String SCHEME = "process:";
    private static final List<String> OPTIONS =
            List.of("processes", "folder", "environment", "history", "resumable", "answer", "tool_calls", "usage");

    @Override
    public boolean opens(AgentSpec spec) {
        return spec.target().startsWith(SCHEME);
    }

    @Override
    public Agent open(AgentSpec spec, ModelClients models) {
        var options =
                new Options(spec, "an agent that is a process").only(OPTIONS).noModel();
        if (!spec.headers().isEmpty()) {
            options.fault("headers", "are for agents over HTTP");
        }
        List<String> command = command(spec, options);
        Path folder = folder(options);
        Map<String, String> environment = environment(options, Variables.from(models.settings(), models.secrets()));
        AnswerPaths paths = AnswerPlaces.read(options, "$.answer", "$.tool_calls", "$.usage");
        boolean kept =
                options.choice("processes", List.of("per_session", "kept")).equals("kept");
        Agent.History history = options.history();
        boolean resumable = options.flag("resumable", history == Agent.History.FULL);
        var hooks = Hooks.read(options, "", Map.of(), models.settings());
        options.refuse();
        return hooks.around(new ProcessAgent(
                spec.target(), () -> LineProcess.start(command, folder, environment), paths, kept, history, resumable));
    }

    private static List<String> command(AgentSpec spec, Options options) {
        List<String> command = List.of();
        try {
            command = CommandWords.split(spec.target().substring(SCHEME.length()));
            if (command.isEmpty()) {
                options.fault(
                        "target",
                        "names no command; write 'process:' and the command, such as 'process:python3 agent.py'");
            }
        } catch (IllegalArgumentException e) {
            options.fault("target", "cannot be split into words: " + e.getMessage());
        }
        return command;
    }

    private static Path folder(Options options) {
        String text = options.text("folder").orElse("");
        try {
            Path folder = Path.of(text).toAbsolutePath();
            if (!Files.isDirectory(folder)) {
                options.fault("folder", "'" + text + "' is no folder");
            }
            return folder;
        } catch (InvalidPathException e) {
            options.fault("folder", "'" + text + "' is no path: " + e.getReason());
            return Path.of("").toAbsolutePath();
        }
    }

    private static Map<String, String> environment(Options options, Variables variables) {
        var environment = new LinkedHashMap<String, String>();
        switch (options.value("environment")) {
            case null -> {}
            case Map<?, ?> map ->
                map.forEach((name, value) -> options.attempt(() -> environment.put(
                        String.valueOf(name), variables.fill("agent.environment." + name, String.valueOf(value)))));
            case Object other -> options.fault("environment", "is names with values, found " + other);
        }
        return environment;
    }
}
