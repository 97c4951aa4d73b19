package dev.rehearsal.cli;

import dev.rehearsal.cli.flags.RunFlags;
import dev.rehearsal.cli.report.AgentFindings;
import dev.rehearsal.cli.report.Json;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.GoalVerdict;
import dev.rehearsal.simulation.Simulation;
import dev.rehearsal.simulation.UserReply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse agent check}. */
@Command(
        name = "check",
        description = "Sends an agent one message and says what came back and what is missing. Keeps nothing.")
final class AgentCheckCommand implements Callable<Integer> {
    private final Environment environment;
    private final RunFlags flags = new RunFlags();

    @Parameters(
            paramLabel = "TARGET",
            description =
                    "The agent: an address, a2a:ADDRESS, mcp:ADDRESS or mcp:COMMAND, process:COMMAND, java:CLASS, a"
                            + " model, or a run file that describes it.")
    private String target = "";

    @Option(
            names = "--message",
            paramLabel = "TEXT",
            defaultValue = "Hello! What can you help me with?",
            description = "What is said to it (default: ${DEFAULT-VALUE}).")
    private String message = "";

    @Option(names = "--context", paramLabel = "JSON", defaultValue = "{}", description = "The test case's context.")
    private String context = "{}";

    @Option(names = "--json", description = "Write one JSON object.")
    private boolean json;

    AgentCheckCommand(Environment environment) {
        this.environment = environment;
    }

    static CommandLine of(Environment environment) {
        var command = new AgentCheckCommand(environment);
        var line = new CommandLine(command);
        command.flags.addTo(
                line.getCommandSpec(),
                List.of("--agent-option", "--agent-header", "--agent-param", "--system-prompt", "--agent-timeout"));
        return line;
    }

    @Override
    public Integer call() {
        RunConfig config = flags.over(config());
        AgentSpec spec = config.agent();
        if (spec == null) {
            throw new InvalidInputException(target, "describes no 'agent'");
        }
        ConversationSimulator simulator = ConversationSimulator.builder()
                .testCases(TestCase.builder()
                        .goal("Answer one message")
                        .context(context())
                        .build())
                .maxTurns(1)
                .simulatedUser(request -> UserReply.of(message))
                .goalCheck(request -> new GoalVerdict(false, "one message only"))
                .limits(config.limits())
                .agentTimeout(config.agentTimeout())
                .modelSettings(environment.modelSettings().withAllowedProviders(config.allowedProviders()))
                .build();
        Agent agent = AgentProvider.openAny(spec, simulator.models());
        Simulation simulation = simulator.simulate(agent).getFirst();
        var findings = AgentFindings.of(spec, agent, simulation);
        if (json) {
            Json.object(environment.terminal(), findings.values());
        } else {
            findings.print(environment.terminal());
        }
        return findings.answered() ? ExitCode.PASSED : ExitCode.NOT_PASSED;
    }

    private RunConfig config() {
        boolean file = target.endsWith(".yaml") || target.endsWith(".yml") || target.endsWith(".json");
        if (!file || target.contains(":") && !Files.exists(Path.of(target))) {
            return RunConfig.DEFAULT.with(Attributes.of("agent", target));
        }
        Inputs inputs = Inputs.read(List.of(target));
        if (inputs.testCases() != null && inputs.config().agent() == null) {
            throw new InvalidInputException(target, "has test cases only; name a run file, which describes an 'agent'");
        }
        return inputs.config();
    }

    private Attributes context() {
        try {
            return Attributes.parse(context);
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException("--context", "is no JSON object: " + e.getMessage());
        }
    }
}
