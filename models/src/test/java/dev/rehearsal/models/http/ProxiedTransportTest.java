package dev.rehearsal.models.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxiedTransportTest {
    @Test
    void sendsByTheProxyAndKeepsTheHeaders() throws Exception {
        try (var proxy = new CannedServer()) {
            proxy.answer(429, "slow", "Retry-After: 2");

            Response response = by(proxy).send(request(Duration.ofSeconds(20)));

            CannedServer.Seen seen = proxy.seen();
            assertThat(seen.head()).startsWith("POST http://models.test/v1/chat HTTP/1.1");
            assertThat(seen.header("X-Test")).isEqualTo("yes");
            assertThat(seen.body()).isEqualTo("Grüße");
            assertThat(response.status()).isEqualTo(429);
            assertThat(response.header("retry-after")).isEqualTo("2");
        }
    }

    @Test
    void timesOutAndIsInterruptedAsTheOtherOne() throws Exception {
        try (var proxy = new CannedServer()) {
            proxy.hang();
            Transport transport = by(proxy);
            assertThatThrownBy(() -> transport.send(request(Duration.ofMillis(100))))
                    .isInstanceOf(SocketTimeoutException.class);

            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> transport.send(request(Duration.ofSeconds(20))))
                    .isInstanceOf(ClosedByInterruptException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static Transport by(CannedServer proxy) {
        return new ProxiedTransport(ProxySelector.of(
                new InetSocketAddress("127.0.0.1", proxy.address("").getPort())));
    }

    private static Request request(Duration timeout) {
        return Request.post(
                URI.create("http://models.test/v1/chat"),
                Map.of("X-Test", "yes"),
                "Grüße".getBytes(StandardCharsets.UTF_8),
                timeout);
    }
}
