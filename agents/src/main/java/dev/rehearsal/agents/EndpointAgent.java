package dev.rehearsal.agents;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;

/** A chat endpoint, which may keep what was said itself. */
record EndpointAgent(Agent agent, History history, boolean resumable) implements Agent {
    @Override
    public Answer answer(AgentRequest request) throws Exception {
        return agent.answer(request);
    }

    @Override
    public String name() {
        return agent.name();
    }
}
