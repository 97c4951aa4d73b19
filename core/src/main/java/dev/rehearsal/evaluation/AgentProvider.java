package dev.rehearsal.evaluation;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.simulation.Agent;
import java.util.Optional;
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

    /** The provider on the class path that knows a description's kind; a model URI needs none. */
    static Optional<AgentProvider> find(AgentSpec spec) {
        for (AgentProvider provider : ServiceLoader.load(AgentProvider.class)) {
            if (provider.opens(spec)) {
                return Optional.of(provider);
            }
        }
        return Optional.empty();
    }

    /** Opens an agent with the provider that knows its kind; a model URI needs none. */
    static Agent openAny(AgentSpec spec, ModelClients models) {
        models.secrets().addNamed(spec.headers(), models.settings().environment());
        models.secrets().addNamed(spec.options().asMap(), models.settings().environment());
        Optional<AgentProvider> provider = find(spec);
        return provider.isPresent() ? provider.get().open(spec, models) : ModelAgents.open(spec, models);
    }
}
