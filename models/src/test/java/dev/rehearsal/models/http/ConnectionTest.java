package dev.rehearsal.models.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private final Connection connection = new Connection();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        connection.close();
        server.close();
    }

    @Test
    void isAliveWhileTheServerKeepsIt() throws Exception {
        try (Socket peer = accepted()) {
            assertThat(peer.isConnected()).isTrue();
            assertThat(connection.isAlive()).isTrue();
        }
    }

    @Test
    void isNotAliveOnceTheServerClosedIt() throws Exception {
        Socket peer = accepted();

        peer.close();

        while (connection.isAlive()) {
            Thread.onSpinWait(); // the end is under way
        }
        assertThat(connection.isAlive()).isFalse();
    }

    @Test
    void isNotAliveOnceItIsClosed() throws Exception {
        try (Socket peer = accepted()) {
            connection.close();

            assertThat(peer.isConnected()).isTrue();
            assertThat(connection.isAlive()).isFalse();
        }
    }

    private Socket accepted() throws IOException {
        connection.open("127.0.0.1", server.getLocalPort(), null);
        return server.accept();
    }
}
