package dev.rehearsal.demo;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Role;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;

/**
 * The order desk that follows rules and asks no model. It keeps nothing between two messages: it goes through the conversation from its
 * start on a new copy of the shop, which gives the same tool calls again.
 */
final class OfflineOrderDesk implements Agent {
    @Override
    public Answer answer(AgentRequest request) {
        try (Shop shop = Shop.open()) {
            var talk = new DeskTalk(new DeskTools(shop));
            Answer answer = Answer.NONE;
            for (Message message : request.messages()) {
                if (message.role() == Role.USER) {
                    answer = talk.reply(message.text());
                }
            }
            return answer;
        }
    }

    @Override
    public boolean resumable() {
        return true;
    }

    @Override
    public String name() {
        return "order-desk";
    }
}
