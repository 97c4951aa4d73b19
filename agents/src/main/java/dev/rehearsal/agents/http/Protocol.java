package dev.rehearsal.agents.http;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.simulation.AgentException;
import dev.rehearsal.simulation.AgentRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is sent to an agent, and what its reply means. */
interface Protocol {
    /** The body as JSON-like value; null for none. */
    @Nullable
    Object body(AgentRequest request);

    /**
     * The answer in a whole reply.
     *
     * @param document maps, lists, texts, numbers and booleans
     * @throws AgentException if there is none
     */
    Answer whole(Object document);

    /** What gathers the answer from a reply that comes in parts. */
    Parts parts();

    /** Takes a reply's parts, one after another. */
    interface Parts extends Consumer<Event> {
        /** Whether there was any text yet. */
        boolean hasText();

        /** The stream said that it was whole. */
        default void done() {}

        /** @throws AgentException if the parts are no whole answer */
        Answer answer();
    }

    /**
     * A part of a reply.
     *
     * @param name the event's name; empty where it has none
     */
    record Event(String name, String text) {}
}
