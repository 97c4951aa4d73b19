package dev.rehearsal.agents;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Prices;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import dev.rehearsal.simulation.AgentSession;
import java.util.List;
import java.util.Map;

/** Opens agents and asks them, for tests. */
public final class Agents {
    private Agents() {}

    public static Agent open(String target, Map<String, ?> options) {
        return AgentProvider.openAny(AgentSpec.of(target).withOptions(Attributes.from(options)), models(Map.of()));
    }

    public static ModelClients models(Map<String, String> environment) {
        return new ModelClients(
                new ModelSettings(environment, null, List.of(), 0),
                ModelLimits.DEFAULT.withMaxAttempts(1),
                Prices.bundled());
    }

    /** In a conversation's first turn. */
    public static AgentRequest says(String session, String text) {
        return new AgentRequest(List.of(Message.user(text)), new SessionId(session), Attributes.of("name", "Zoë"), 1);
    }

    public static AgentSession session(String id) {
        return new AgentSession(
                new SessionId(id),
                TestCase.builder().id("case-1").goal("Get there").build(),
                1);
    }
}
