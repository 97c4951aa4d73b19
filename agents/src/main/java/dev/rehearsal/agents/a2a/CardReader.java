package dev.rehearsal.agents.a2a;

import dev.rehearsal.agents.http.Exchange;
import dev.rehearsal.agents.http.Tree;
import dev.rehearsal.simulation.AgentException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds out by an agent's card where to talk to it.
 *
 * @param address of the card, or of what the card is about
 * @param stream whether an agent that can is asked to stream
 */
record CardReader(Wire wire, URI address, boolean stream) {
    private static final List<String> WELL_KNOWN = List.of("/.well-known/agent-card.json", "/.well-known/agent.json");

    /** @throws AgentException if there is no card, or it names no interface that is spoken here */
    Interface read() throws InterruptedException {
        Map<?, ?> card = card();
        boolean streams =
                stream && Boolean.TRUE.equals(Tree.map(card.get("capabilities")).get("streaming"));
        List<Interface> spoken = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Object each : Tree.list(card.get("supportedInterfaces"))) {
            Map<?, ?> found = Tree.map(each);
            add(found.get("url"), found.get("protocolBinding"), found.get("protocolVersion"), spoken, others);
        }
        if (spoken.isEmpty() && card.get("url") != null) {
            Object transport = card.get("preferredTransport");
            add(
                    card.get("url"),
                    transport == null ? "JSONRPC" : transport,
                    card.get("protocolVersion"),
                    spoken,
                    others);
            for (Object each : Tree.list(card.get("additionalInterfaces"))) {
                Map<?, ?> found = Tree.map(each);
                add(found.get("url"), found.get("transport"), card.get("protocolVersion"), spoken, others);
            }
        }
        if (spoken.isEmpty()) {
            throw new AgentException("the agent card at " + Exchange.place(address)
                    + " names no JSON-RPC interface of A2A 0.3 or 1.0 (found: "
                    + (others.isEmpty() ? "none" : String.join(", ", others)) + ")");
        }
        return sameHost(spoken.getFirst().streaming(streams));
    }

    private Map<?, ?> card() throws InterruptedException {
        if (address.getPath().endsWith(".json")) {
            return Tree.map(wire.get(address));
        }
        AgentException first = null;
        for (String place : WELL_KNOWN) {
            try {
                String base = address.toString().replaceAll("/+$", "");
                return Tree.map(wire.get(URI.create(base + place)));
            } catch (AgentException e) {
                first = first == null ? e : first;
            }
        }
        throw new AgentException("there is no agent card: " + (first == null ? "" : first.getMessage()), first);
    }

    private void add(
            @org.jspecify.annotations.Nullable Object url,
            @org.jspecify.annotations.Nullable Object binding,
            @org.jspecify.annotations.Nullable Object version,
            List<Interface> spoken,
            List<String> others) {
        String number = Tree.text(version).replaceFirst("^(\\d+\\.\\d+).*", "$1");
        boolean known = number.isEmpty() || number.startsWith("1.") || number.matches("0\\.[23]");
        if (url instanceof String text && "JSONRPC".equals(binding) && known) {
            try {
                URI place = address.resolve(text);
                if (place.getHost() != null) {
                    spoken.add(new Interface(place, number.isEmpty() ? "0.3" : number, false));
                    return;
                }
            } catch (IllegalArgumentException e) {
                // named among the others
            }
        }
        others.add(binding + " " + Tree.text(version) + " at " + url);
    }

    /** Secrets go to the host that was named only, whatever a card says. */
    private Interface sameHost(Interface found) {
        boolean same = String.valueOf(found.address().getAuthority()).equalsIgnoreCase(address.getAuthority());
        if (!same && !wire.headers().isEmpty()) {
            throw new AgentException(
                    "the agent card at " + Exchange.place(address) + " names an interface at another place, "
                            + Exchange.place(found.address())
                            + "; headers are sent to the named host only, so name that one: a2a:" + found.address());
        }
        return found;
    }
}
