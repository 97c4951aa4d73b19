package dev.rehearsal.examples;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An agent that keeps its conversations itself, by session id, and wants only what is new. */
public final class RememberingAgent implements Agent {
    private final Map<String, List<String>> baskets = new ConcurrentHashMap<>();

    @Override
    public Answer answer(AgentRequest request) {
        List<String> basket = baskets.computeIfAbsent(request.sessionId().value(), id -> new ArrayList<>());
        basket.add(request.lastMessage());
        return Answer.of("I noted " + basket.size() + (basket.size() == 1 ? " thing." : " things."));
    }

    @Override
    public History history() {
        return History.LAST;
    }
}
