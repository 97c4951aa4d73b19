package dev.rehearsal.examples;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import java.util.Map;

/** An agent that uses the test case's context: here, who is logged in. */
public final class ContextAgent implements Agent {
    private final Map<String, String> plans = Map.of("beginner_123", "the free plan", "pro_7", "the team plan");

    @Override
    public Answer answer(AgentRequest request) {
        String user = request.context().text("user_id").orElse("");
        String plan = plans.get(user);
        return Answer.of(plan == null ? "Please log in first." : "You are on " + plan + ".");
    }
}
