package dev.rehearsal.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FaultsTest {

    @Test
    void rejectsWithRetryAfter() throws Exception {
        try (var server = ModelServer.builder()
                        .rejecting(1, Duration.ofSeconds(7))
                        .start();
                var client = new Client(server)) {
            var response = client.chat("gpt", "Hi");

            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(response.headers().firstValue("Retry-After")).contains("7");
            assertThat(Client.json(response).at("/error/code").asText()).isEqualTo("rate_limit_exceeded");
            assertThat(server.statistics().count(Outcome.REJECTED)).isEqualTo(1);
        }
    }

    @Test
    void rejectsWithoutAHintWhereNoneIsSet() throws Exception {
        try (var server = ModelServer.builder().rejecting(1).start();
                var client = new Client(server)) {
            assertThat(client.chat("gpt", "Hi").headers().firstValue("Retry-After"))
                    .isEmpty();
        }
    }

    @Test
    void rejectsWhatIsAboveItsCapacity() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (var server = ModelServer.builder()
                        .capacity(1)
                        .reply(RequestKind.AGENT, request -> {
                            arrived.countDown();
                            await(go);
                            return "done";
                        })
                        .start();
                var client = new Client(server);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> client.chat("mock-agent", "Hi"));
            await(arrived);
            assertThat(client.chat("gpt", "Hi").statusCode()).isEqualTo(429);
            go.countDown();
            assertThat(first.get().statusCode()).isEqualTo(200);
            assertThat(client.chat("gpt", "Hi").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void failsWithAnErrorOfTheServer() throws Exception {
        try (var server = ModelServer.builder().failing(1).start();
                var client = new Client(server)) {
            var response = client.chat("gpt", "Hi");

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(Client.json(response).at("/error/type").asText()).isEqualTo("server_error");
            assertThat(server.statistics().count(Outcome.FAILED)).isEqualTo(1);
        }
    }

    @Test
    void resetsTheConnection() throws Exception {
        try (var server = ModelServer.builder().resetting(1).start();
                var client = new Client(server)) {
            assertThatThrownBy(() -> client.chat("gpt", "Hi"))
                    .isInstanceOf(IOException.class)
                    .hasStackTraceContaining("reset");
            assertThat(server.statistics().count(Outcome.RESET)).isPositive();
        }
    }

    @Test
    void hangsUntilTheClientLeaves() throws Exception {
        try (var server = ModelServer.builder().hanging(1).start();
                var client = new Client(server)) {
            assertThatThrownBy(() -> client.chat("gpt", "Hi", Duration.ofMillis(200)))
                    .isInstanceOf(HttpTimeoutException.class);

            assertThat(server.statistics().count(Outcome.HUNG)).isEqualTo(1);
            assertThatNobodyIsInFlight(server);
        }
    }

    @Test
    void noticesAClientThatLeavesBeforeItsAnswer() throws Exception {
        try (var server = ModelServer.builder().latency(Duration.ofMinutes(1)).start();
                var client = new Client(server)) {
            assertThatThrownBy(() -> client.chat("gpt", "Hi", Duration.ofMillis(200)))
                    .isInstanceOf(HttpTimeoutException.class);

            assertThatNobodyIsInFlight(server);
            assertThat(server.statistics().count(Outcome.CLIENT_GONE)).isEqualTo(1);
        }
    }

    @Test
    void spoilsStructuredAnswersOnly() throws Exception {
        try (var server = ModelServer.builder().malformed(1).start();
                var client = new Client(server)) {
            for (int i = 0; i < 20; i++) {
                String answer = Client.content(
                        client.chat("gpt", "Hi", Client.schema("rationale", "string", "score", "integer")));
                assertThat(fits(answer)).as(answer).isFalse();
            }
            assertThat(Client.content(client.chat("gpt", "Hi"))).contains("(question 1)");
            assertThat(server.statistics().count(Outcome.MALFORMED)).isEqualTo(20);
        }
    }

    @Test
    void failsOnlyForTheKindsThatAreNamed() throws Exception {
        try (var server = ModelServer.builder()
                        .failing(1)
                        .faultsOnlyFor(RequestKind.AGENT)
                        .start();
                var client = new Client(server)) {
            assertThat(client.chat("mock-agent", "Hi").statusCode()).isEqualTo(500);
            assertThat(client.chat("mock-user", "Hi").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void failsTheSameRequestsWithTheSameSeed() throws Exception {
        List<Integer> first = statuses(5);
        assertThat(statuses(5)).isEqualTo(first);
        assertThat(statuses(6)).isNotEqualTo(first);
        assertThat(first).contains(200, 429, 500);
    }

    @Test
    void failsAsOftenAsItIsTold() {
        Faults faults = ModelServer.builder()
                .rejecting(0.2)
                .hanging(0.05)
                .malformed(0.2)
                .behaviour()
                .faults();
        int rejected = 0;
        int hung = 0;
        for (int number = 1; number <= 20_000; number++) {
            Reply reply = faults.atOnce(RequestKind.USER, faults.dice(number));
            rejected += reply instanceof Reply.Failure ? 1 : 0;
            hung += reply instanceof Reply.Hang ? 1 : 0;
        }
        assertThat(rejected / 20_000.0).isBetween(0.18, 0.20);
        assertThat(hung / 20_000.0).isBetween(0.045, 0.055);
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> ModelServer.builder().failing(1.5).start())
                .hasMessage("failing is a share from 0 to 1, not 1.5");
        assertThatThrownBy(() ->
                        ModelServer.builder().latency(Duration.ofSeconds(-1)).start())
                .hasMessageContaining("latency is negative");
    }

    private static List<Integer> statuses(long seed) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        try (var server = ModelServer.builder()
                        .seed(seed)
                        .rejecting(0.3)
                        .failing(0.3)
                        .start();
                var client = new Client(server)) {
            for (int i = 0; i < 40; i++) {
                statuses.add(client.chat("gpt", "Hi").statusCode());
            }
        }
        return statuses;
    }

    private static boolean fits(String answer) {
        try {
            JsonNode json = Client.JSON.readTree(answer);
            return json.path("rationale").isTextual() && json.path("score").isInt();
        } catch (IOException notJson) {
            return false;
        }
    }

    private static void assertThatNobodyIsInFlight(ModelServer server) throws InterruptedException {
        for (int i = 0; i < 500 && server.statistics().inFlight() > 0; i++) {
            Thread.sleep(20);
        }
        assertThat(server.statistics().inFlight()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
