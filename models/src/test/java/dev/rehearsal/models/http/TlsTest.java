package dev.rehearsal.models.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void sendsOverKeptEncryptedConnections() throws Exception {
        SSLContext trusted = serveAs("SAN=ip:127.0.0.1");
        var peers = new AtomicInteger();
        server.createContext("/", exchange -> {
            peers.set(exchange.getRemoteAddress().getPort());
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        var transport = new SocketTransport(trusted.getSocketFactory());

        assertThat(text(transport.send(request("Grüße")))).isEqualTo("Grüße");
        int first = peers.get();
        assertThat(text(transport.send(request("x".repeat(100_000))))).hasSize(100_000);
        assertThat(peers.get()).isEqualTo(first);
    }

    @Test
    void doesNotTalkToWhomItDoesNotTrust() throws Exception {
        serveAs("SAN=ip:127.0.0.1");
        server.start();

        assertThatThrownBy(() -> new SocketTransport().send(request("secret"))).isInstanceOf(SSLException.class);
    }

    @Test
    void doesNotTalkToAnotherHostThanItAskedFor() throws Exception {
        SSLContext trusted = serveAs("SAN=dns:elsewhere.test");
        server.start();

        assertThatThrownBy(() -> new SocketTransport(trusted.getSocketFactory()).send(request("secret")))
                .isInstanceOf(SSLException.class);
    }

    /** @return a context that trusts the server's certificate */
    private SSLContext serveAs(String name) throws Exception {
        Path file = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-J-Duser.language=en",
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=test",
                        "-ext",
                        name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("server", keys.getCertificate("server"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(certificates);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return context;
    }

    private Request request(String body) throws IOException {
        URI address = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
        return Request.post(address, Map.of(), body.getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(30));
    }

    private static String text(Response response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
