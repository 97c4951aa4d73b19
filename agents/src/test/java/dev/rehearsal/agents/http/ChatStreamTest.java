package dev.rehearsal.agents.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.agents.Agents;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.model.CallScope;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentException;
import dev.rehearsal.simulation.AgentRequest;
import dev.rehearsal.testkit.ModelServer;
import dev.rehearsal.testkit.Reply;
import dev.rehearsal.testkit.RequestKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatStreamTest {
    @Test
    void putsTheStreamTogetherAndMeasuresTheFirstWord() throws Exception {
        try (ModelServer server = ModelServer.builder()
                .reply(RequestKind.AGENT, request -> "Grüße, you said: " + request.lastText())
                .recording(10)
                .start()) {
            AgentSpec spec = AgentSpec.of(server.baseUrl())
                    .withSystemPrompt("You serve {{user_id}}.")
                    .withParameters(ModelParameters.DEFAULT.withTemperature(0.5).withMaxTokens(64))
                    .withOptions(Attributes.from(Map.of("stream", true, "model", "support-agent")));
            Agent agent = AgentProvider.openAny(spec, Agents.models(Map.of("OPENAI_API_KEY", "sk-of-somebody-else")));
            var steps = new ArrayList<Span>();

            Answer answer = agent.answer(new AgentRequest(
                    List.of(Message.user("Where is it?")),
                    SessionId.of("sim-1"),
                    Attributes.of("user_id", "u-7"),
                    1,
                    CallScope.none(),
                    steps::add));

            assertThat(answer.text()).isEqualTo("Grüße, you said: Where is it?");
            assertThat(answer.usage().outputTokens()).isPositive();
            assertThat(steps).extracting(Span::name).containsExactly("first word");
            var sent = server.requests().getFirst();
            assertThat(sent.messages().getFirst().text()).isEqualTo("You serve u-7.");
            assertThat(sent.at("/metadata/session_id")).isEqualTo("sim-1");
            assertThat(sent.at("/max_tokens")).isEqualTo("64");
            assertThat(sent.header("authorization")).isNull();
        }
    }

    @Test
    void keepsToolCalls() throws Exception {
        try (ModelServer server = ModelServer.builder()
                .respond(RequestKind.AGENT, request -> Reply.toolCall("refund", "{\"order\": 7}"))
                .start()) {
            Answer answer = Agents.open(
                            server.baseUrl() + "/chat/completions", Map.of("stream", true, "model", "support-agent"))
                    .answer(Agents.says("sim-1", "Hello"));

            assertThat(answer.toolCalls()).singleElement().satisfies(call -> {
                assertThat(call.name()).isEqualTo("refund");
                assertThat(call.arguments()).isEqualTo("{\"order\": 7}");
            });
        }
    }

    @Test
    void doesNotTakeAStreamThatBrokeOffForAnAnswer() {
        try (var server = new AnsweringServer()) {
            server.answer(200, "text/event-stream", "data: {\"choices\": [{\"delta\": {\"content\": \"Half\"}}]}\n\n");

            assertThatThrownBy(() -> Agents.open(server.address("/v1"), Map.of("stream", true))
                            .answer(Agents.says("sim-1", "Hello")))
                    .isInstanceOf(AgentException.class)
                    .hasMessageContaining("ended before it was finished")
                    .hasMessageContaining("Half");
        }
    }

    @Test
    void takesAWholeReplyFromAServerThatDoesNotStream() throws Exception {
        try (var server = new AnsweringServer()) {
            server.answer(200, "application/json", "{\"choices\": [{\"message\": {\"content\": \"Whole\"}}]}");

            assertThat(Agents.open(server.address("/v1"), Map.of("stream", true))
                            .answer(Agents.says("sim-1", "Hello"))
                            .text())
                    .isEqualTo("Whole");
        }
    }
}
