package dev.rehearsal.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.agents.http.AnsweringServer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Prices;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.ConversationSimulator;
import dev.rehearsal.simulation.GoalCheck;
import dev.rehearsal.simulation.UserReply;
import dev.rehearsal.testkit.ModelServer;
import dev.rehearsal.testkit.RequestKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever is asked over HTTP learns in which turn of which session it is. */
class TurnHeadersTest {
    private final ModelClients models =
            new ModelClients(new ModelSettings(Map.of(), null, List.of(), 0), ModelLimits.DEFAULT, Prices.bundled());

    private static SessionId simulate(Agent agent) {
        return ConversationSimulator.builder()
                .testCases(TestCase.of("Buy a blue kettle"))
                .maxTurns(2)
                .simulatedUser(request -> UserReply.of("message " + request.turn()))
                .goalCheck(GoalCheck.never())
                .build()
                .simulate(agent)
                .getFirst()
                .sessionId();
    }

    private static void assertTold(SessionId session, int turn, String traceparent, String baggage) {
        assertThat(traceparent).startsWith("00-" + TraceId.of(session, turn) + "-");
        assertThat(baggage).isEqualTo("session.id=" + session);
    }

    @Test
    void anHttpAgent() {
        try (var server = new AnsweringServer()) {
            server.answer(200, "application/json", "{\"text\":\"Hi\"}");
            Agent agent = AgentProvider.openAny(
                    AgentSpec.of(server.address("/chat"))
                            .withOptions(Attributes.from(Map.of(
                                    "kind", "http", "body", Map.of("text", "{{last_message}}"), "answer", "$.text"))),
                    models);

            SessionId session = simulate(agent);

            for (int turn = 1; turn <= 2; turn++) {
                var asked = server.asked().get(turn - 1);
                assertTold(session, turn, asked.header("traceparent"), asked.header("baggage"));
            }
        }
    }

    @Test
    void aChatEndpoint() {
        try (ModelServer server = ModelServer.builder()
                .reply(RequestKind.AGENT, request -> "Hi")
                .recording(10)
                .start()) {
            Agent agent = AgentProvider.openAny(
                    AgentSpec.of(server.baseUrl()).withOptions(Attributes.of("model", "support-agent")), models);

            SessionId session = simulate(agent);

            var asked = server.requests().getLast();
            assertTold(session, 2, asked.header("traceparent"), asked.header("baggage"));
        }
    }
}
