package dev.rehearsal.agents.hooks;

import dev.rehearsal.agents.reply.Json;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import dev.rehearsal.simulation.AgentSession;
import java.util.LinkedHashMap;

/** An agent that something is done for before and after each conversation. */
record HookedAgent(Agent agent, Hook before, Hook after) implements Agent {
    @Override
    public Answer answer(AgentRequest request) throws Exception {
        return agent.answer(request);
    }

    @Override
    public void begin(AgentSession session) throws Exception {
        before.run("before", json(session));
        agent.begin(session);
    }

    @Override
    public void end(AgentSession session) throws Exception {
        try {
            agent.end(session);
        } finally {
            after.run("after", json(session));
        }
    }

    private static String json(AgentSession session) {
        var told = new LinkedHashMap<String, Object>();
        told.put("session_id", session.sessionId().value());
        told.put("case_id", session.testCase().caseId().value());
        told.put("trial", session.trial());
        told.put("goal", session.testCase().goal());
        told.put("context", session.testCase().context().asMap());
        return Json.write(told);
    }

    @Override
    public void release() {
        agent.release();
    }

    @Override
    public History history() {
        return agent.history();
    }

    @Override
    public boolean resumable() {
        return agent.resumable();
    }

    @Override
    public String name() {
        return agent.name();
    }
}
