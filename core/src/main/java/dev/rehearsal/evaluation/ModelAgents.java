package dev.rehearsal.evaluation;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.ModelAgent;

/** Agents that are a model with a system prompt. */
final class ModelAgents {
    private static final String OFFLINE = "offline:/";

    private ModelAgents() {}

    static Agent open(AgentSpec spec, ModelClients models) {
        if (spec.target().startsWith(OFFLINE)) {
            throw new InvalidInputException(
                    "agent",
                    "'" + OFFLINE
                            + "' plays the simulated user and checks goals; it is no agent. Name what is under test:"
                            + " an address, a model or 'demo:/order-desk' to try it out");
        }
        if (!spec.target().contains(":/")
                || spec.target().startsWith("http:")
                || spec.target().startsWith("https:")) {
            throw new InvalidInputException(
                    "agent",
                    "'" + spec.target()
                            + "' is neither a model (<provider>:/<model>) nor what an agent provider on the class path knows"
                            + " (rehearsal-agents: https://HOST/v1, process:COMMAND, a2a:ADDRESS, mcp:ADDRESS, java:CLASS)");
        }
        return ModelAgent.builder(models.of(spec.target()))
                .systemPrompt(spec.systemPrompt())
                .parameters(spec.parameters())
                .build();
    }
}
