package dev.rehearsal.demo;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import java.util.List;

/** The sample agent: an online shop's order desk with tools over a small database. Each conversation has a copy of the database. */
public final class OrderDesk {
    private OrderDesk() {}

    /** The desk that follows rules and needs no model. It has weaknesses; the demo's cases find some. */
    public static Agent offline() {
        return new OfflineOrderDesk();
    }

    /** The desk on a model that can call tools; at most six rounds of calls a turn. */
    public static Agent with(Model model) {
        return with(new ModelClient(model, ModelLimits.DEFAULT));
    }

    /** The same with a client's limits, shared with whoever else asks it. */
    public static Agent with(ModelClient model) {
        return new OrderDeskAgent(model);
    }

    /** A desk with a grave fault, to see the scores fall: it forgets what was said before the newest message. */
    public static Agent forgetful() {
        Agent desk = offline();
        return new Agent() {
            @Override
            public Answer answer(AgentRequest request) throws Exception {
                return desk.answer(new AgentRequest(
                        List.of(request.messages().getLast()),
                        request.sessionId(),
                        request.context(),
                        request.turn(),
                        request.calls()));
            }

            @Override
            public boolean resumable() {
                return true;
            }

            @Override
            public String name() {
                return "forgetful order-desk";
            }
        };
    }
}
