package dev.rehearsal.contracts;

import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.simulation.Agent;

/** Agents of {@code quoting:}: they send nothing, and complain about their headers by quoting them. */
public final class QuotingAgents implements AgentProvider {
    @Override
    public boolean opens(AgentSpec spec) {
        return spec.target().startsWith("quoting:");
    }

    @Override
    public Agent open(AgentSpec spec, ModelClients models) {
        String token = models.settings().environment().getOrDefault("DESK_TOKEN", "");
        String header = spec.headers().getOrDefault("Authorization", "").replace("${DESK_TOKEN}", token);
        return request -> {
            throw new IllegalStateException("401 for Authorization: " + header);
        };
    }
}
