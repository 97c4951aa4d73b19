package dev.rehearsal.agents.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.agents.reply.Json;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.evaluation.AgentProvider;
import dev.rehearsal.evaluation.AgentSpec;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Prices;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentException;
import dev.rehearsal.simulation.AgentRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpAgentsTest {
    private static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";

    private final AnsweringServer server = new AnsweringServer();
    private final ModelClients models = new ModelClients(
            new ModelSettings(Map.of("AGENT_TOKEN", "t0k3n-of-the-agent"), null, List.of(), 0),
            ModelLimits.DEFAULT,
            Prices.bundled());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void fillsTheTemplateAndReadsTheAnswer() throws Exception {
        server.answer(200, JSON, """
                {"result": {"text": "Hi!", "calls": [{"id": "1", "name": "find", "arguments": {"id": 7}, "result": {"state": "sent"}}]},
                 "usage": {"prompt_tokens": 11, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": 4}}}""");
        Agent agent = open(Map.of(
                "body",
                Map.of(
                        "chat", "{{messages}}",
                        "text", "{{session_id}}: {{last_message}}",
                        "user", "{{context.user.id}}",
                        "turn", "{{turn}}",
                        "fixed", List.of(1, true)),
                "answer",
                "$.result.text",
                "tool_calls",
                "$.result.calls",
                "usage",
                "$.usage"));

        Answer answer = agent.answer(request("Say \"hi\"\nplease {{context}}"));

        assertThat(answer.text()).isEqualTo("Hi!");
        assertThat(answer.toolCalls())
                .containsExactly(ToolCall.of("1", "find", "{\"id\":7}").withResult("{\"state\":\"sent\"}"));
        assertThat(answer.usage()).isEqualTo(new Usage(11, 3, 4));
        assertThat(sent())
                .isEqualTo(Map.of(
                        "chat",
                        List.of(
                                Map.of("role", "user", "content", "Hello"),
                                Map.of("role", "assistant", "content", "Yes?"),
                                Map.of("role", "user", "content", "Say \"hi\"\nplease {{context}}")),
                        "text",
                        "sim-1: Say \"hi\"\nplease {{context}}",
                        "user",
                        17,
                        "turn",
                        2,
                        "fixed",
                        List.of(1, true)));
        assertThat(server.asked().getFirst().header("content-type")).isEqualTo(JSON);
    }

    @Test
    void sendsTheUsualBodyWhereNoneIsGiven() throws Exception {
        server.answer(200, JSON, "{\"answer\": \"ok\"}");

        open(Map.of("answer", "$.answer")).answer(request("Now"));

        assertThat(sent())
                .containsOnlyKeys("messages", "session_id", "context")
                .containsEntry("context", Map.of("user", Map.of("id", 17)));
    }

    @Test
    void takesABodyThatIsWrittenAsJson() throws Exception {
        server.answer(200, JSON, "{\"answer\": \"ok\"}");

        open(Map.of("answer", "$.answer", "body", "{\"q\": \"{{last_message}}\"}"))
                .answer(request("Now"));

        assertThat(sent()).isEqualTo(Map.of("q", "Now"));
    }

    @Test
    void encodesWhatItPutsIntoTheAddress() throws Exception {
        server.answer(200, JSON, "{\"answer\": \"ok\"}");
        Agent agent = open(
                server.address("/chat/{{session_id}}?q={{last_message}}"),
                Map.of("method", "GET", "answer", "$.answer"));

        agent.answer(request("a b&c=ö"));

        assertThat(server.asked().getFirst().address()).isEqualTo("/chat/sim-1?q=a%20b%26c%3D%C3%B6");
        assertThat(server.asked().getFirst().method()).isEqualTo("GET");
        assertThat(server.asked().getFirst().body()).isEmpty();
    }

    @Test
    void keepsSeveralMessagesApart() throws Exception {
        server.answer(200, JSON, "{\"messages\": [{\"text\": \"One.\"}, {\"text\": \"Two.\"}]}");

        Answer answer = open(Map.of("answer", "$.messages[*].text")).answer(request("Hello"));

        assertThat(answer.messages()).extracting(Message::text).containsExactly("One.", "Two.");
    }

    @Test
    void putsTheTypedPartsOfOneMessageTogether() throws Exception {
        server.answer(200, JSON, """
                {"content": [{"type": "text", "text": "The bill:"},
                             {"type": "image_url", "image_url": {"url": "https://shop.example/bill.png"}}]}""");

        assertThat(open(Map.of("answer", "$.content")).answer(request("Hi")).messages())
                .extracting(Message::text)
                .containsExactly("The bill:\n\n[image: https://shop.example/bill.png]");
    }

    @Test
    void putsAStreamsEventsTogether() throws Exception {
        server.answer(
                200,
                EVENTS,
                ": hello\r\n\r\ndata: {\"delta\": \"Good \"}\r\n\r\nevent: x\r\ndata: {\"delta\":\r\ndata: \"morning\"}\r\n\r\n"
                        + "data: {\"usage\": {\"input_tokens\": 2, \"output_tokens\": 1}}\n\ndata: [DONE]\n\ndata: {\"delta\": \"!\"}\n\n");

        Answer answer = open(Map.of("answer", "$.delta", "usage", "$.usage")).answer(request("Hello"));

        assertThat(answer).isEqualTo(Answer.of("Good morning").withUsage(Usage.of(2, 1)));
    }

    @Test
    void readsJsonLines() throws Exception {
        server.answer(200, "application/x-ndjson", "{\"t\": \"a\"}\n{\"t\": \"b\"}\n");

        assertThat(open(Map.of("answer", "$.t")).answer(request("Hello")).text())
                .isEqualTo("ab");
    }

    @Test
    void sendsSecretsOfVariablesAndFiles(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "k3y-in-a-file\n");
        server.answer(200, JSON, "{\"answer\": \"ok\"}");
        AgentSpec spec = spec(server.address("/"), Map.of("answer", "$.answer"))
                .withHeaders(Map.of("Authorization", "Bearer ${AGENT_TOKEN}", "X-Key", "${file:" + file + "}"));

        AgentProvider.openAny(spec, models).answer(request("Hello"));

        assertThat(server.asked().getFirst().header("authorization")).isEqualTo("Bearer t0k3n-of-the-agent");
        assertThat(server.asked().getFirst().header("x-key")).isEqualTo("k3y-in-a-file");
        assertThat(models.secrets().hide("t0k3n-of-the-agent, k3y-in-a-file")).isEqualTo("***, ***");
    }

    @Test
    void sendsASecretInTheBodyAndKeepsNoneThatIsWrittenOut() throws Exception {
        server.answer(200, JSON, "{\"answer\": \"ok\"}");

        open(Map.of("answer", "$.answer", "body", Map.of("auth", Map.of("token", "${AGENT_TOKEN}"))))
                .answer(request("Hello"));

        assertThat(sent()).isEqualTo(Map.of("auth", Map.of("token", "t0k3n-of-the-agent")));
        assertThatThrownBy(() -> spec("http://x", Map.of("body", Map.of("auth", Map.of("token", "written-out")))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("agent.body.auth.token: is a secret in plain text");
    }

    @Test
    void saysWhatCameInsteadOfAnAnswer() {
        fails(
                "an HTML page from " + server.address("/") + ", where JSON was expected",
                200,
                "text/html",
                "<html>Log in</html>");
        fails("Log in", 200, JSON, "<html>Log in</html>");
        fails("an empty reply", 200, JSON, "");
        fails("no JSON: 'half a {'", 200, JSON, "half a {");
        fails(
                "nothing at $.answer (it has: reply, id): '{\"reply\":\"x\",\"id\":1}'",
                200,
                JSON,
                "{\"reply\":\"x\",\"id\":1}");
        fails("is an object (it has: text), no text", 200, JSON, "{\"answer\": {\"text\": \"x\"}}");
        fails(
                "of more than 8 MiB; it begins: '{\"answer\":\"xxx",
                200,
                JSON,
                "{\"answer\":\"" + "x".repeat(10 << 20) + "\"}");
        fails("500 from " + server.address("/") + ": 'no luck'", 500, "text/plain", "no luck");
        fails("404 from " + server.address("/") + ", without a word", 404, "text/plain", "");
        fails("the last one: '{\"x\":1}'", 200, EVENTS, "data: {\"x\":1}\n\n");
        fails("the agent's stream ended without any event", 200, EVENTS, "");
        fails("the agent's stream says 'error': 'overloaded'", 200, EVENTS, "event: error\ndata: overloaded\n\n");
    }

    private void fails(String message, int status, String type, String body) {
        try (var one = new AnsweringServer()) {
            one.answer(status, type, body);
            assertThatThrownBy(() -> open(one.address("/"), Map.of("answer", "$.answer", "retries", 0))
                            .answer(request("Hello")))
                    .isInstanceOf(AgentException.class)
                    .message()
                    .contains(message.replace(server.address("/"), one.address("/")))
                    .hasSizeLessThan(700);
            assertThat(one.asked()).hasSize(1);
        }
    }

    @Test
    void doesNotFollowARedirect() {
        server.answer(302, "text/html", "", "Location: https://login.example/?a");

        assertThatThrownBy(() -> open(Map.of("answer", "$.answer")).answer(request("Hello")))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("a redirect to https://login.example/?a; redirects are not followed");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void saysThatAReplyBrokeOff() {
        server.breakOff(EVENTS, "data: {\"delta\": \"Half an\"}\n\n");

        assertThatThrownBy(() -> open(Map.of("answer", "$.delta")).answer(request("Hello")))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("the reply broke off in the middle of the answer");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void repeatsWhatTheServerRefusedForItsLoad() throws Exception {
        server.answer(429, JSON, "", "Retry-After: 0")
                .answer(503, JSON, "", "Retry-After: 0")
                .answer(200, JSON, "{\"answer\": \"at last\"}");

        assertThat(open(Map.of("answer", "$.answer")).answer(request("Hello")).text())
                .isEqualTo("at last");
    }

    @Test
    void repeatsAServersFaultOnlyWhereThatIsSaidToBeSafe() throws Exception {
        server.answer(500, JSON, "", "Retry-After: 0").answer(200, JSON, "{\"answer\": \"at last\"}");
        assertThatThrownBy(() -> open(Map.of("answer", "$.answer")).answer(request("Hello")))
                .isInstanceOf(AgentException.class);
        assertThat(server.asked()).hasSize(1);

        try (var other = new AnsweringServer()) {
            other.answer(500, JSON, "", "Retry-After: 0").answer(200, JSON, "{\"answer\": \"at last\"}");
            Agent agent = open(other.address("/"), Map.of("answer", "$.answer", "repeatable", true));
            assertThat(agent.answer(request("Hello")).text()).isEqualTo("at last");
        }
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Agent agent = open("http://127.0.0.1:" + port + "/chat", Map.of("answer", "$.answer", "retries", 0));

        assertThatThrownBy(() -> agent.answer(request("Hello")))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("no answer from http://127.0.0.1:" + port + "/chat: nobody answers there");
    }

    @Test
    void refusesEveryFaultAtOnce() {
        assertThatThrownBy(() -> open(Map.of(
                        "answr", "$.x",
                        "body", Map.of("a", "{{mesages}}"),
                        "usage", "usage",
                        "retries", 99,
                        "history", "some",
                        "method", "FETCH")))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused -> assertThat(refused.faults())
                                .extracting(fault -> fault.place())
                                .containsExactlyInAnyOrder(
                                        "agent.answr",
                                        "agent.body",
                                        "agent.answer",
                                        "agent.usage",
                                        "agent.retries",
                                        "agent.history",
                                        "agent.method"))
                .hasMessageContaining("did you mean 'answer'?")
                .hasMessageContaining("did you mean 'messages'?");
    }

    @Test
    void refusesASystemPrompt() {
        AgentSpec spec = spec(server.address("/"), Map.of("answer", "$.answer")).withSystemPrompt("You are kind.");

        assertThatThrownBy(() -> AgentProvider.openAny(spec, models))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("agent.system_prompt");
    }

    @Test
    void wantsTheNewestMessageOnlyWhereThatIsSaid() {
        Agent last = open(Map.of("answer", "$.answer", "history", "last"));

        assertThat(last.history()).isEqualTo(Agent.History.LAST);
        assertThat(last.resumable()).isFalse();
        assertThat(open(Map.of("answer", "$.answer")).resumable()).isTrue();
    }

    private Agent open(Map<String, ?> options) {
        return open(server.address("/"), options);
    }

    private Agent open(String address, Map<String, ?> options) {
        return AgentProvider.openAny(spec(address, options), models);
    }

    private static AgentSpec spec(String address, Map<String, ?> options) {
        return AgentSpec.of(address).withOptions(Attributes.from(options).with("kind", "http"));
    }

    private static AgentRequest request(String text) {
        return new AgentRequest(
                List.of(Message.user("Hello"), Message.assistant("Yes?"), Message.user(text)),
                new SessionId("sim-1"),
                Attributes.from(Map.of("user", Map.of("id", 17))),
                2);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> sent() {
        return (Map<String, Object>)
                Json.parse(server.asked().getFirst().body()).orElseThrow();
    }
}
