package dev.rehearsal.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AgentQuirkTest {
    private static ModelServer server;
    private static Client client;

    @BeforeAll
    static void start() {
        server = ModelServer.start();
        client = new Client(server);
    }

    @AfterAll
    static void stop() {
        server.close();
        client.close();
    }

    @Test
    void saysNothingInSeveralWays() throws Exception {
        assertThat(Client.content(client.chat("agent-empty", "Hi"))).isEmpty();
        assertThat(Client.content(client.chat("agent-blank", "Hi"))).isBlank().isNotEmpty();
        assertThat(Client.content(client.chat("agent-null", "Hi"))).isNull();
        assertThat(Client.json(client.chat("agent-choiceless", "Hi")).path("choices"))
                .isEmpty();
    }

    @Test
    void saysTooMuch() throws Exception {
        assertThat(Client.content(client.chat("agent-huge", "Hi"))).hasSizeGreaterThan(10_000_000);
    }

    @Test
    void answersWithWhatIsNoCompletion() throws Exception {
        var page = client.chat("agent-html", "Hi");
        assertThat(page.headers().firstValue("content-type")).contains("text/html");
        assertThat(page.body()).startsWith("<!doctype html>");
        assertThatThrownBy(() -> Client.json(client.chat("agent-broken", "Hi"))).isInstanceOf(IOException.class);
    }

    @Test
    void failsOrNeverAnswers() throws Exception {
        assertThat(client.chat("agent-error", "Hi").statusCode()).isEqualTo(500);
        assertThat(client.chat("agent-denied", "Hi").statusCode()).isEqualTo(401);
        assertThatThrownBy(() -> client.chat("agent-reset", "Hi")).isInstanceOf(IOException.class);
        for (String model : new String[] {"agent-hang", "agent-slow"}) {
            assertThatThrownBy(() -> client.chat(model, "Hi", Duration.ofMillis(200)))
                    .isInstanceOf(HttpTimeoutException.class);
        }
    }

    @Test
    void saysWhatIsDangerousToShow() throws Exception {
        assertThat(Client.content(client.chat("agent-markup", "Hi"))).contains("<script>", "\u001b[2J", "=HYPERLINK");
    }

    @Test
    void repeatsItself() throws Exception {
        assertThat(Client.content(client.chat("agent-repeat", "One")))
                .isEqualTo(Client.content(client.chat("agent-repeat", "Two (question 2)")));
    }
}
