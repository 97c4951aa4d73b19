package dev.rehearsal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who sends slowly, or not at all, does not keep a connection; the others are served meanwhile. */
class SlowRequestsTest {
    /** So many bytes, one by one, last longer than a server waits that waits only a moment. */
    private static final int BYTES = 2_000;

    private static final String HEAD =
            "POST /api/v1/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    private final Store store = Store.inMemory();
    private final RehearsalServer server = new ServerBuilder(store)
            .port(0)
            .patience(Duration.ofMillis(400))
            .build()
            .start();

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    private Socket connect(String begin) throws IOException {
        var socket = new Socket(server.address().getHost(), server.address().getPort());
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(begin.getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private void othersAreServed() {
        assertThat(new RawClient(server.address()).get("/health").status()).isEqualTo(200);
    }

    /** What came from the server until it closed the connection. */
    private static String rest(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // it was reset
        }
    }

    /** Sends byte after byte, and says whether the server ended it before all were sent. */
    private boolean isEndedWhileSending(Socket socket) throws InterruptedException {
        try {
            OutputStream out = socket.getOutputStream();
            for (int sent = 0; sent < BYTES; sent++) {
                out.write('x');
                Thread.sleep(20);
                if (sent % 10 == 0) {
                    othersAreServed();
                }
                if (socket.getInputStream().available() > 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void endsAHeaderThatDoesNotGoOn() throws IOException {
        try (Socket socket = connect("GET / HTTP/1.1\r\nHost: loc")) {
            othersAreServed();

            assertThat(rest(socket)).doesNotContain(" 200 ");
        }
    }

    @Test
    void endsAConnectionThatSaysNothing() throws IOException {
        try (Socket socket = connect("")) {
            assertThat(rest(socket)).isEmpty();
        }
    }

    @Test
    void endsAHeaderThatComesByteByByte() throws Exception {
        try (Socket socket = connect("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")) {
            assertThat(isEndedWhileSending(socket)).isTrue();
        }
    }

    @Test
    void endsASecondHeaderThatComesByteByByte() throws Exception {
        try (Socket socket = connect("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 200");
            while (socket.getInputStream().available() > 0) {
                socket.getInputStream().skip(socket.getInputStream().available());
            }
            socket.getOutputStream().write("GET / HTTP/1.1\r\nX-Slow: ".getBytes(StandardCharsets.UTF_8));
            assertThat(isEndedWhileSending(socket)).isTrue();
        }
    }

    @Test
    void endsABodyThatComesByteByByte() throws Exception {
        try (Socket socket = connect(HEAD + "Content-Length: 1000000\r\n\r\n{\"from_run\": \"")) {
            assertThat(isEndedWhileSending(socket)).isTrue();
        }
    }

    @Test
    void endsABodyThatDoesNotCome() throws IOException {
        try (Socket socket = connect(HEAD + "Content-Length: 100\r\n\r\n{")) {
            othersAreServed();

            assertThat(rest(socket)).doesNotContain(" 201 ");
        }
    }
}
