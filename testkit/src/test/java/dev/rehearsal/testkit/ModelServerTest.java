package dev.rehearsal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelServerTest {

    @Test
    void answersWithACompletionAsOpenAiDoes() throws Exception {
        try (var server = ModelServer.start();
                var client = new Client(server)) {
            HttpResponse<String> response = client.chat("gpt-4o-mini", "Hello");

            var json = Client.json(response);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(json.path("object").asText()).isEqualTo("chat.completion");
            assertThat(json.path("model").asText()).isEqualTo("gpt-4o-mini");
            assertThat(json.at("/choices/0/message/role").asText()).isEqualTo("assistant");
            assertThat(json.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
            assertThat(json.at("/usage/prompt_tokens").asInt()).isPositive();
            assertThat(json.at("/usage/completion_tokens").asInt()).isPositive();
            assertThat(json.at("/usage/total_tokens").asInt())
                    .isEqualTo(json.at("/usage/prompt_tokens").asInt()
                            + json.at("/usage/completion_tokens").asInt());
        }
    }

    @Test
    void countsWhatCameBeforeTheLastMessageAsCached() throws Exception {
        try (var server = ModelServer.start();
                var client = new Client(server)) {
            var first = client.chat("gpt", "x".repeat(4000));
            var second = client.chat(
                    "gpt",
                    "x".repeat(4000),
                    body -> body.withArray("messages")
                            .addObject()
                            .put("role", "user")
                            .put("content", "And now?"));

            String cached = "/usage/prompt_tokens_details/cached_tokens";
            assertThat(Client.json(first).at(cached).asInt(-1)).isZero();
            assertThat(Client.json(second).at(cached).asInt()).isEqualTo(1000);
        }
    }

    @Test
    void listsItsModelsAndItsHealth() throws Exception {
        try (var server = ModelServer.start();
                var client = new Client(server)) {
            assertThat(Client.json(client.get("/v1/models")).path("data").findValuesAsText("id"))
                    .contains("mock-user", "agent-blank");
            assertThat(Client.json(client.get("/health")).path("status").asText())
                    .isEqualTo("ok");
            assertThat(client.get("/nothing").statusCode()).isEqualTo(404);
            assertThat(client.get("/v1/chat/completions").statusCode()).isEqualTo(405);
            assertThat(client.post("/v1/chat/completions", "[1]").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void repliesAsTheTestSays() throws Exception {
        try (var server = ModelServer.builder()
                        .reply(RequestKind.AGENT, request -> "turn " + request.turn() + ": " + request.lastText())
                        .respond(RequestKind.USER, request -> Reply.toolCall("find", "{\"x\":1}"))
                        .start();
                var client = new Client(server)) {
            assertThat(Client.content(client.chat("my-agent", "Ünïcödé 漢字 🦊"))).isEqualTo("turn 1: Ünïcödé 漢字 🦊");
            var call = Client.json(client.chat("gpt", "Hi"));
            assertThat(call.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
            assertThat(call.at("/choices/0/message/content").isNull()).isTrue();
            assertThat(call.at("/choices/0/message/tool_calls/0/function/arguments")
                            .asText())
                    .isEqualTo("{\"x\":1}");
        }
    }

    @Test
    void reportsABugInATestsReplyAsAFailure() throws Exception {
        try (var server = ModelServer.builder()
                        .reply(RequestKind.USER, request -> {
                            throw new IllegalStateException("no idea");
                        })
                        .start();
                var client = new Client(server)) {
            var response = client.chat("gpt", "Hi");

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).contains("no idea");
        }
    }

    @Test
    void talksForManyTurnsWithoutRepeatingItself() throws Exception {
        try (var server = ModelServer.start();
                var client = new Client(server)) {
            Set<String> said = new HashSet<>();
            StringBuilder transcript = new StringBuilder("A chat so far.\n");
            for (int turn = 1; turn <= 20; turn++) {
                String question = Client.content(client.chat("mock-user", transcript.toString()));
                transcript.append("user: ").append(question).append('\n');
                String answer = Client.content(client.chat("mock-agent", transcript.toString()));
                transcript.append("assistant: ").append(answer).append('\n');

                assertThat(question).contains("(question " + turn + ")");
                assertThat(answer).contains("(answer " + turn + ")");
                said.add(question.substring(0, question.indexOf('(')));
                said.add(answer.substring(0, answer.indexOf('(')));
            }
            assertThat(said).hasSize(40);
        }
    }

    @Test
    void countsTurnsByMessagesWhereTextsHaveNoNumber() throws Exception {
        try (var server = ModelServer.start();
                var client = new Client(server)) {
            String answer = Client.content(client.chat("mock-agent", "One", body -> {
                body.withArray("messages").addObject().put("role", "assistant").put("content", "1");
                body.withArray("messages").addObject().put("role", "user").put("content", "Two");
            }));

            assertThat(answer).contains("(answer 2)");
        }
    }

    @Test
    void countsTurnsByTheLinesOfATranscript() throws Exception {
        String transcript =
                "{\"turn\":1,\"text\":\"Hi\"}\n{\"turn\":2,\"text\":\"It says \\\"{\\\"turn\\\":9}\\\"\"}\n";
        try (var server = ModelServer.builder().recording(9).start();
                var client = new Client(server)) {
            client.chat("gpt", transcript, Client.schema("rationale", "string", "goal_achieved", "boolean"));
            client.chat("gpt", transcript, Client.schema("message", "string"));
            client.chat(
                    "gpt",
                    "The chat is empty.",
                    Client.schema("message", "string").andThen(body -> {
                        body.withArray("messages")
                                .addObject()
                                .put("role", "assistant")
                                .put("content", "No JSON.");
                        body.withArray("messages")
                                .addObject()
                                .put("role", "user")
                                .put("content", "Again, please.");
                    }));

            assertThat(server.requests()).extracting(ModelRequest::turn).containsExactly(2, 3, 1);
        }
    }

    @Test
    void keepsRequestsWhenAsked() throws Exception {
        try (var server = ModelServer.builder().recording(2).start();
                var client = new Client(server)) {
            client.chat("gpt", "One", body -> body.put("temperature", 0.5));
            client.chat("gpt", "Two");
            client.chat("gpt", "Three");

            assertThat(server.requests()).extracting(ModelRequest::lastText).containsExactly("One", "Two");
            ModelRequest first = server.requests().getFirst();
            assertThat(first.number()).isEqualTo(1);
            assertThat(first.at("/temperature")).isEqualTo("0.5");
            assertThat(first.at("/top_p")).isNull();
            assertThat(first.header("content-type")).isEqualTo("application/json");
            assertThat(first.body()).contains("\"One\"");
        }
    }

    @Test
    void countsRequestsByKindAndOutcome() throws Exception {
        try (var server = ModelServer.builder()
                        .failing(1)
                        .faultsOnlyFor(RequestKind.JUDGE)
                        .start();
                var client = new Client(server)) {
            client.chat("mock-agent", "Hi");
            client.chat("mock-judge", "Hi");
            client.chat("mock-judge", "Hi");

            Statistics statistics = server.statistics();
            assertThat(statistics.total()).isEqualTo(3);
            assertThat(statistics.count(RequestKind.JUDGE)).isEqualTo(2);
            assertThat(statistics.count(RequestKind.JUDGE, Outcome.FAILED)).isEqualTo(2);
            assertThat(statistics.count(RequestKind.AGENT, Outcome.OK)).isEqualTo(1);
            assertThat(statistics.count(Outcome.OK)).isEqualTo(1);
            assertThat(statistics.inFlight()).isZero();
            assertThat(statistics.mostInFlight()).isEqualTo(1);
            assertThat(statistics.span()).isPositive();
            assertThat(statistics.bytes()).isPositive();
        }
    }

    @Test
    void changesItsBehaviourWhileItRuns() throws Exception {
        try (var server = ModelServer.start();
                var client = new Client(server)) {
            assertThat(client.chat("gpt", "Hi").statusCode()).isEqualTo(200);
            server.reconfigure(now -> now.failing(1));
            assertThat(client.chat("gpt", "Hi").statusCode()).isEqualTo(500);
            server.reset();
            assertThat(client.chat("gpt", "Hi").statusCode()).isEqualTo(200);
            assertThat(server.statistics().total()).isEqualTo(1);
        }
    }

    @Test
    void isSteeredByAnotherProcess() throws Exception {
        try (var server = ModelServer.start();
                var client = new Client(server)) {
            client.chat("gpt", "Hi");
            assertThat(Client.json(client.get("/admin/stats")).path("requests").asInt())
                    .isEqualTo(1);

            var reset = client.post(
                    "/admin/reset", "{\"reject\": 1, \"retry_after\": 3, \"fault_kinds\": [\"user\"], \"record\": 9}");
            assertThat(Client.json(reset).path("requests").asInt()).isZero();
            var response = client.chat("gpt", "Hi");
            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(response.headers().firstValue("retry-after")).contains("3");
            assertThat(client.chat("mock-agent", "Hi").statusCode()).isEqualTo(200);
            assertThat(Client.json(client.get("/admin/requests"))).hasSize(2);

            assertThat(client.post("/admin/reset", "{\"colour\": 1}").body()).contains("there is no setting 'colour'");
            assertThat(client.post("/admin/reset", "{\"fail\": 2}").statusCode())
                    .isEqualTo(400);
            assertThat(client.post("/admin/reset", "").statusCode()).isEqualTo(200);
            assertThat(client.chat("gpt", "Hi").statusCode()).isEqualTo(200);
        }
    }
}
