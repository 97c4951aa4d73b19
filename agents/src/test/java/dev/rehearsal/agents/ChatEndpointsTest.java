package dev.rehearsal.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.agents.http.AnsweringServer;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Prices;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import dev.rehearsal.testkit.ModelServer;
import dev.rehearsal.testkit.RequestKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChatEndpointsTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("AGENT_TOKEN", "t0k3n-of-the-agent", "OPENAI_API_KEY", "sk-of-somebody-else");

    private final ModelServer server = ModelServer.builder()
            .reply(RequestKind.AGENT, request -> "You said: " + request.lastText())
            .recording(10)
            .start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givesTheEndpointMessagesSessionIdAndContext() throws Exception {
        Agent agent = open(AgentSpec.of(server.baseUrl())
                .withSystemPrompt("You serve {{user_id}}.")
                .withOptions(Attributes.of("model", "support-agent")));

        Answer answer = agent.answer(request("Where is my order?"));

        assertThat(answer.text()).isEqualTo("You said: Where is my order?");
        var sent = server.requests().getFirst();
        assertThat(sent.model()).isEqualTo("support-agent");
        assertThat(sent.messages().getFirst().text()).isEqualTo("You serve beginner_123.");
        assertThat(sent.at("/metadata/session_id")).isEqualTo("sim-1");
        assertThat(sent.at("/metadata/user_id")).isEqualTo("beginner_123");
    }

    @Test
    void sendsHeadersWithTheValuesOfVariablesAndNoProvidersKey() throws Exception {
        Agent agent = open(AgentSpec.of(server.baseUrl())
                .withHeaders(Map.of("Authorization", "Bearer ${AGENT_TOKEN}", "X-Team", "support"))
                .withOptions(Attributes.of("model", "support-agent")));

        agent.answer(request("Hello"));

        var sent = server.requests().getFirst();
        assertThat(sent.header("authorization")).isEqualTo("Bearer t0k3n-of-the-agent");
        assertThat(sent.header("x-team")).isEqualTo("support");
    }

    @Test
    void sendsNoKeyThatIsNotMeantForIt() throws Exception {
        open(AgentSpec.of(server.baseUrl()).withOptions(Attributes.of("model", "support-agent")))
                .answer(request("Hello"));

        assertThat(server.requests().getFirst().header("authorization")).isNull();
    }

    @Test
    void hidesATokenThatTheEndpointQuotes() {
        server.reconfigure(change -> change.requiringKey("another"));
        Agent agent = open(AgentSpec.of(server.baseUrl()).withOptions(Attributes.of("api_key", "${AGENT_TOKEN}")));

        assertThatThrownBy(() -> agent.answer(request("Hello")))
                .isInstanceOf(ModelException.class)
                .message()
                .contains("401")
                .doesNotContain("t0k3n");
    }

    @Test
    void goesByItsAddressSoThatNoPriceOfAModelIsTakenForIts() {
        Agent agent = open(AgentSpec.of(server.baseUrl()).withOptions(Attributes.of("model", "gpt-4o-mini")));

        assertThat(agent.name()).isEqualTo(server.baseUrl());
        assertThat(agent.resumable()).isTrue();
    }

    /** Behind it is an agent, which may have done things by then. */
    @Test
    void asksNothingTwiceThatMayHaveBeenDone() {
        try (var broken = new AnsweringServer()) {
            broken.answer(500, "application/json", "{\"error\": {\"message\": \"refunded, but the mail failed\"}}");
            Agent agent = open(AgentSpec.of(broken.address("/v1")), settings(), 3);

            assertThatThrownBy(() -> agent.answer(request("Refund it")))
                    .hasMessageContaining("refunded, but the mail failed");
            assertThat(broken.asked()).hasSize(1);
        }
    }

    @Test
    void asksAgainWhereThatIsSafe() throws Exception {
        String answer = "{\"choices\": [{\"message\": {\"content\": \"Done.\"}}]}";
        try (var busy = new AnsweringServer()) {
            busy.answer(429, "text/plain", "slow down", "Retry-After: 0").answer(200, "application/json", answer);
            assertThat(open(AgentSpec.of(busy.address("/v1")), settings(), 3)
                            .answer(request("Refund it"))
                            .text())
                    .isEqualTo("Done.");
        }
        try (var broken = new AnsweringServer()) {
            broken.answer(500, "text/plain", "broken").answer(200, "application/json", answer);
            AgentSpec spec = AgentSpec.of(broken.address("/v1")).withOptions(Attributes.of("repeatable", true));
            assertThat(open(spec, settings(), 3).answer(request("Look it up")).text())
                    .isEqualTo("Done.");
        }
    }

    @Test
    void takesWhatOtherAgentsTake() throws Exception {
        try (var agents = new AnsweringServer()) {
            agents.answer(200, "application/json", "{\"choices\": [{\"message\": {\"content\": \"Done.\"}}]}");
            Agent agent = open(AgentSpec.of(agents.address("/v1"))
                    .withOptions(Attributes.from(Map.of("history", "last", "before", agents.address("/reset")))));

            agent.begin(Agents.session("sim-1"));
            agent.answer(request("Hello"));

            assertThat(agent.history()).isEqualTo(Agent.History.LAST);
            assertThat(agent.resumable()).isFalse();
            assertThat(agents.asked())
                    .extracting(AnsweringServer.Asked::address)
                    .containsExactly("/reset", "/v1/chat/completions");
        }
    }

    @Test
    void refusesWhatItCannotSend() {
        assertThatThrownBy(() -> open(AgentSpec.of(server.baseUrl()).withHeaders(Map.of("X-Key", "${NOT_THERE}"))))
                .hasMessageContaining("agent.headers.X-Key: the environment variable NOT_THERE is not set");
        assertThatThrownBy(() -> open(AgentSpec.of("https://user:pass@example.com/v1")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("send a header instead");
        assertThatThrownBy(
                        () -> open(AgentSpec.of(server.baseUrl()).withOptions(Attributes.of("modle", "support-agent"))))
                .hasMessageContaining("did you mean 'model'?");
        assertThatThrownBy(() -> AgentSpec.of(server.baseUrl()).withHeaders(Map.of("Authorization", "Bearer abcdef")))
                .hasMessageContaining("secret in plain text");
    }

    @Test
    void sendsNothingToAHostThatIsNotAllowed() {
        assertThatThrownBy(
                        () -> open(AgentSpec.of(server.baseUrl()), settings().withAllowedProviders(List.of("openai"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("nothing was sent");
    }

    private static AgentRequest request(String text) {
        return new AgentRequest(
                List.of(Message.user(text)), SessionId.of("sim-1"), Attributes.of("user_id", "beginner_123"), 1);
    }

    private static Agent open(AgentSpec spec) {
        return open(spec, settings());
    }

    private static Agent open(AgentSpec spec, ModelSettings settings) {
        return open(spec, settings, 1);
    }

    private static Agent open(AgentSpec spec, ModelSettings settings, int attempts) {
        return AgentProvider.openAny(
                spec, new ModelClients(settings, ModelLimits.DEFAULT.withMaxAttempts(attempts), Prices.bundled()));
    }

    private static ModelSettings settings() {
        return new ModelSettings(ENVIRONMENT, null, List.of(), 0);
    }
}
