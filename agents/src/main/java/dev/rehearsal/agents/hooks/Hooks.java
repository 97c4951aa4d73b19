package dev.rehearsal.agents.hooks;

import dev.rehearsal.agents.options.CommandWords;
import dev.rehearsal.agents.options.Options;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.AllowedProviders;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.simulation.Agent;
import java.net.URI;
import java.util.Map;

/**
 * The options {@code before} and {@code after}: what is done before a conversation's first turn and after its last, an address that a POST
 * is sent to, or a command. Each is told {@code session_id}, {@code case_id}, {@code trial}, {@code goal} and {@code context}.
 */
public final class Hooks {
    private final Hook before;
    private final Hook after;

    private Hooks(Hook before, Hook after) {
        this.before = before;
        this.after = after;
    }

    /**
     * @param target the agent's address; a hook at the same host and port is sent the agent's headers, any other is not
     */
    public static Hooks read(Options options, String target, Map<String, String> headers, ModelSettings settings) {
        return new Hooks(
                hook("before", options, target, headers, settings), hook("after", options, target, headers, settings));
    }

    private static Hook hook(
            String name, Options options, String target, Map<String, String> headers, ModelSettings settings) {
        String text = options.text(name).orElse("");
        if (text.isBlank()) {
            return new Hook.None();
        }
        return options.<Hook>attempt(() -> {
                    try {
                        if (!text.startsWith("http://") && !text.startsWith("https://")) {
                            return new Hook.Command(CommandWords.split(text));
                        }
                        URI address = URI.create(text);
                        AllowedProviders.checkHost(address, settings);
                        return new Hook.Call(address, sameOrigin(address, target) ? headers : Map.of());
                    } catch (IllegalArgumentException e) {
                        throw new InvalidInputException(
                                "agent." + name,
                                "'" + text + "' is neither an address nor a command: " + e.getMessage());
                    }
                })
                .orElse(new Hook.None());
    }

    private static boolean sameOrigin(URI address, String target) {
        String origin = address.getScheme() + "://" + address.getRawAuthority();
        return target.equals(origin) || target.startsWith(origin + "/");
    }

    /** The agent with its hooks; the agent itself where there are none. */
    public Agent around(Agent agent) {
        return before instanceof Hook.None && after instanceof Hook.None
                ? agent
                : new HookedAgent(agent, before, after);
    }
}
