package dev.rehearsal.agents.mcp;

import dev.rehearsal.simulation.AgentException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries JSON-RPC to one server, for one conversation. */
interface Wire extends AutoCloseable {
    /**
     * Sends a message, and waits for the reply where it has an id.
     *
     * @return the reply; null where the message has no id
     * @throws AgentException if none comes
     */
    @Nullable
    Map<?, ?> send(Map<String, ?> message) throws InterruptedException;

    /** The version of the protocol that was agreed upon. */
    default void agreed(String version) {}

    @Override
    void close();
}
