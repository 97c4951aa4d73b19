package dev.rehearsal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {
    private ModelServer server;

    @BeforeEach
    void start() {
        server = ModelServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void servesRequestAfterRequestOnAConnection() throws Exception {
        String get = "GET /health?x=1 HTTP/1.1\r\nHost: x\r\n\r\n";
        assertThat(say(get + get + "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .containsPattern("(?s)(HTTP/1.1 200 OK.*){3}");
    }

    @Test
    void readsABodyInChunks() throws Exception {
        String answer = say("POST /v1/chat/completions HTTP/1.1\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
                + "Expect: 100-continue\r\n\r\n10;note=x\r\n{\"model\":\"agent\"\r\n1\r\n}\r\n0\r\nTrailer: 1\r\n\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK")
                .contains("(answer 1)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello\r\n\r\n",
                "GET  /health HTTP/1.1\r\n\r\n",
                "GET http://elsewhere/ HTTP/1.1\r\n\r\n",
                "GET /health HTTP/1.1\r\nno colon\r\n\r\n",
                "GET /health HTTP/1.1\r\nName : value\r\n\r\n",
                "POST /health HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "POST /health HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "POST /health HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST /health HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /health HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n"
            })
    void refusesWhatIsNoHttp(String request) throws Exception {
        assertThat(say(request)).startsWith("HTTP/1.1 400 ").contains("Connection: close");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health HTTP/2.0\r\n\r\n:505",
                "POST /health HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n:413",
                "POST /health HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n:501"
            })
    void saysWhatItDoesNotTake(String requestAndStatus) throws Exception {
        int colon = requestAndStatus.lastIndexOf(':');
        assertThat(say(requestAndStatus.substring(0, colon)))
                .startsWith("HTTP/1.1 " + requestAndStatus.substring(colon + 1));
    }

    @Test
    void carriesAThousandClientsThatWait() throws Exception {
        server.reconfigure(now -> now.hanging(1));
        byte[] request =
                "POST /v1/chat/completions HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII);
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 1000; i++) {
                Socket socket = new Socket("127.0.0.1", server.port());
                sockets.add(socket);
                socket.getOutputStream().write(request);
            }
            for (int i = 0; i < 3000 && server.statistics().inFlight() < 1000; i++) {
                Thread.sleep(10);
            }
            assertThat(server.statistics().inFlight()).isEqualTo(1000);
            server.reconfigure(now -> now.hanging(0));
            assertThat(say(new String(request, StandardCharsets.US_ASCII).replace("1.1", "1.0")))
                    .startsWith("HTTP/1.1 200");
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void refusesALineWithoutEnd() throws Exception {
        assertThat(say("GET /" + "x".repeat(200_000))).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void closesItsConnectionsWhenItIsClosed() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write("GET /health HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            Thread.ofVirtual().start(() -> {
                try {
                    socket.getInputStream().readAllBytes();
                } catch (IOException reset) {
                    // An end too.
                }
                ended.countDown();
            });
            server.close();
            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private String say(String text) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            byte[] answer = new byte[100_000];
            int length = 0;
            try {
                for (int read = 0;
                        read >= 0;
                        read = socket.getInputStream().read(answer, length, answer.length - length)) {
                    length += read;
                }
            } catch (IOException reset) {
                // What came before it counts.
            }
            return new String(answer, 0, length, StandardCharsets.UTF_8);
        }
    }
}
