package dev.rehearsal.evaluation;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.simulation.Agent;
import java.util.ServiceLoader;

/** Opens agents of one kind by description. Found by {@link ServiceLoader}. */
public interface AgentProvider {
    /** Whether a description is of its kind. */
    boolean opens(AgentSpec spec);

    /**
     * Opens the agent; nothing is sent yet.
     *
     * @param models the run's models, for agents that are models
     * @throws InvalidInputException if the description cannot be used
     */
    Agent open(AgentSpec spec, ModelClients models);

    /** Opens an agent with the provider that knows its kind; a model URI needs none. */
    static Agent openAny(AgentSpec spec, ModelClients models) {
        for (AgentProvider provider : ServiceLoader.load(AgentProvider.class)) {
            if (provider.opens(spec)) {
                return provider.open(spec, models);
            }
        }
        return ModelAgents.open(spec, models);
    }
}
