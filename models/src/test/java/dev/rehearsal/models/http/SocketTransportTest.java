package dev.rehearsal.models.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketTransportTest {
    private final CannedServer server = server();
    private final Transport transport = new SocketTransport();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void sendsMethodPathQueryHeadersAndBody() throws Exception {
        server.answer(200, "{}");

        transport.send(request("/v1/chat?api-version=1", "Grüße"));

        CannedServer.Seen seen = server.seen();
        assertThat(seen.head()).startsWith("POST /v1/chat?api-version=1 HTTP/1.1\r\n");
        assertThat(seen.header("Host")).startsWith("127.0.0.1:");
        assertThat(seen.header("X-Test")).isEqualTo("yes");
        assertThat(seen.header("Content-Length")).isEqualTo("7");
        assertThat(seen.body()).isEqualTo("Grüße");
    }

    @Test
    void keepsStatusHeadersAndBody() throws Exception {
        server.answer(429, "slow", "Retry-After: 1.5", "X-Two: a", "x-two: b");

        Response response = transport.send(request("/", ""));

        assertThat(response.status()).isEqualTo(429);
        assertThat(response.header("retry-after")).isEqualTo("1.5");
        assertThat(response.headers().get("x-two")).containsExactly("a", "b");
        assertThat(text(response)).isEqualTo("slow");
    }

    @Test
    void usesAConnectionAgain() throws Exception {
        server.answer(200, "1").answer(200, "2").answer(500, "3").answer(200, "4");

        for (String expected : new String[] {"1", "2", "3", "4"}) {
            assertThat(text(transport.send(request("/", "")))).isEqualTo(expected);
        }

        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void opensAnotherConnectionWhenTheServerSaysItCloses() throws Exception {
        server.answer(200, "1", "Connection: close").answer(200, "2");

        transport.send(request("/", ""));
        transport.send(request("/", ""));

        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void readsChunksWithExtensionsAndTrailers() throws Exception {
        server.raw(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nT: v\r\n\r\n",
                        false)
                .answer(200, "next");

        assertThat(text(transport.send(request("/", "")))).isEqualTo("abc0123456789");
        assertThat(text(transport.send(request("/", "")))).isEqualTo("next");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void readsUpToTheEndWhereNoLengthIsSaid() throws Exception {
        server.raw("HTTP/1.0 200 OK\r\n\r\nall of it", true);

        assertThat(text(transport.send(request("/", "")))).isEqualTo("all of it");
    }

    @Test
    void skipsInterimResponses() throws Exception {
        server.raw("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", false);

        assertThat(text(transport.send(request("/", "")))).isEqualTo("ok");
    }

    @Test
    void readsABodyThatIsLargerThanItsBuffer() throws Exception {
        String large = "0123456789".repeat(50_000);
        server.answer(200, large).answer(200, "next");

        assertThat(text(transport.send(request("/", large)))).isEqualTo(large);
        assertThat(text(transport.send(request("/", "")))).isEqualTo("next");
    }

    @Test
    void failsOnAResetAndOnACutOffResponse() {
        server.reset()
                .raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", true)
                .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", true)
                .raw("HTTP/1.1 200 OK\r\nConte", true)
                .raw("", true);

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> transport.send(request("/", ""))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void failsOnWhatIsNoHttp() {
        server.raw("SSH-2.0-OpenSSH\r\n\r\n", true)
                .raw("HTTP/1.1 abc\r\n\r\n", true)
                .raw("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", true)
                .raw("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n", true)
                .raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n", true)
                .raw("HTTP/1.1 200 OK\r\nno colon\r\n\r\n", true);

        for (int i = 0; i < 6; i++) {
            assertThatThrownBy(() -> transport.send(request("/", ""))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void failsWhereNobodyListens() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        URI address = URI.create("http://127.0.0.1:" + port + "/");

        assertThatThrownBy(() -> transport.send(Request.post(address, Map.of(), new byte[0], Duration.ofSeconds(20))))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void givesUpAtItsTimeout() {
        server.hang();

        assertThatThrownBy(() ->
                        transport.send(Request.post(server.address("/"), Map.of(), new byte[0], Duration.ofMillis(50))))
                .isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void endsAtOnceWhenAVirtualThreadIsInterrupted() throws Exception {
        endsWhenInterrupted(Thread.ofVirtual());
    }

    @Test
    void endsAtOnceWhenAPlatformThreadIsInterrupted() throws Exception {
        endsWhenInterrupted(Thread.ofPlatform());
    }

    private void endsWhenInterrupted(Thread.Builder builder) throws Exception {
        server.hang();
        var thrown = new AtomicReference<Throwable>();
        var flag = new AtomicReference<Boolean>();
        Thread thread = builder.start(() -> {
            try {
                transport.send(request("/", ""));
            } catch (IOException e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
            }
        });
        server.seen();

        thread.interrupt();
        thread.join();

        assertThat(thrown.get()).isInstanceOf(ClosedByInterruptException.class);
        assertThat(flag.get()).isTrue();
    }

    @Test
    void refusesAHeaderThatWouldBreakTheRequestWithoutShowingIt() {
        assertThatThrownBy(() -> transport.send(new Request(
                        "POST",
                        server.address("/"),
                        Map.of("Authorization", "Bearer sk-secret\r\nX: y"),
                        new byte[0],
                        Duration.ofSeconds(20))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("sk-secret");
    }

    private Request request(String path, String body) {
        return Request.post(
                server.address(path),
                Map.of("X-Test", "yes"),
                body.getBytes(StandardCharsets.UTF_8),
                Duration.ofSeconds(20));
    }

    private static String text(Response response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static CannedServer server() {
        try {
            return new CannedServer();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
