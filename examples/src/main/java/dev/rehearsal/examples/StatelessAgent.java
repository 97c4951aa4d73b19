package dev.rehearsal.examples;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import java.util.Locale;

/** An agent that keeps nothing: the whole conversation comes with each request, so it can go on wherever it is asked. */
public final class StatelessAgent implements Agent {
    @Override
    public Answer answer(AgentRequest request) {
        boolean greeted = request.messages().size() > 1;
        String wish = request.lastMessage().toLowerCase(Locale.ROOT);
        String answer = wish.contains("opening hours") ? "We are open from nine to five." : "What can I do for you?";
        return Answer.of(greeted ? answer : "Hello! " + answer);
    }

    /** It may be asked to go on after a restart. */
    @Override
    public boolean resumable() {
        return true;
    }
}
