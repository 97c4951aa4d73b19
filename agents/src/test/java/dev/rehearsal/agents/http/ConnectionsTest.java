package dev.rehearsal.agents.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.rehearsal.agents.Agents;
import dev.rehearsal.agents.reply.Content;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.simulation.AgentException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionsTest {
    private static final String ANSWER =
            "{\"choices\": [{\"message\": {\"content\": \"Hi!\"}, \"finish_reason\": \"stop\"}]}";
    private static final char[] PASSWORD = "for the test".toCharArray();

    @TempDir
    private Path folder;

    /** A key and its own certificate, by the JDK's tool. */
    private KeyStore keys(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "key",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).describedAs(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private String pem(String kind, byte[] content) throws Exception {
        Path file = Files.createTempFile(folder, "pem", ".pem");
        String body = Base64.getMimeEncoder().encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n")
                .toString();
    }

    private String certificate(KeyStore keys) throws Exception {
        Certificate certificate = keys.getCertificate("key");
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    private HttpsServer server(KeyStore own, KeyStore clients) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("client", clients.getCertificate("key"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters asked = context.getDefaultSSLParameters();
                asked.setNeedClientAuth(true);
                parameters.setSSLParameters(asked);
            }
        });
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void trustsTheAuthorityAndShowsTheClientsCertificate() throws Exception {
        KeyStore own = keys("server");
        KeyStore client = keys("client");
        HttpsServer server = server(own, client);
        try {
            String address = "https://127.0.0.1:" + server.getAddress().getPort() + "/v1";
            Map<String, ?> options = Map.of(
                    "ca_file", certificate(own),
                    "client_certificate", certificate(client),
                    "client_key",
                            pem("PRIVATE KEY", client.getKey("key", PASSWORD).getEncoded()));

            assertThat(Agents.open(address, options)
                            .answer(Agents.says("sim-1", "Hello"))
                            .text())
                    .isEqualTo("Hi!");
            assertThatThrownBy(() -> Agents.open(address, Map.of("stream", true, "retries", 0))
                            .answer(Agents.says("sim-1", "Hello")))
                    .isInstanceOf(AgentException.class)
                    .hasMessageContaining("no answer from " + address);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void asksByAProxy() throws Exception {
        try (var proxy = new AnsweringServer()) {
            proxy.answer(200, "application/json", ANSWER);

            String text = Agents.open("http://agent.invalid/v1", Map.of("proxy", proxy.address("")))
                    .answer(Agents.says("sim-1", "Hello"))
                    .text();

            assertThat(text).isEqualTo("Hi!");
            assertThat(proxy.asked().getFirst().address()).isEqualTo("http://agent.invalid/v1/chat/completions");
        }
    }

    @Test
    void refusesWhatCannotBeUsed() throws Exception {
        String text = Files.writeString(folder.resolve("a.pem"), "no key").toString();

        assertThatThrownBy(() ->
                        Agents.open("https://agent.invalid/v1", Map.of("proxy", "agent", "client_certificate", text)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("agent.proxy: is an address such as")
                .hasMessageContaining("agent.client_key: is missing");
        assertThatThrownBy(() -> Agents.open("https://agent.invalid/v1", Map.of("ca_file", folder + "/none.pem")))
                .hasMessageContaining("agent.ca_file: the file '" + folder + "/none.pem' cannot be read");
    }

    @Test
    void keepsImagesAndFilesByReference() {
        assertThat(Content.text(List.of(
                        Map.of("type", "text", "text", "Here:"),
                        Map.of("type", "image_url", "image_url", Map.of("url", "https://shop.example/a.png")),
                        Map.of("type", "image_url", "image_url", Map.of("url", "data:image/png;base64,AAAA")),
                        Map.of("type", "file", "file", Map.of("filename", "bill.pdf", "file_id", "f-1")))))
                .isEqualTo("""
                        Here:

                        [image: https://shop.example/a.png]
                        [image, image/png, 3 bytes]
                        [file bill.pdf: f-1]""");
    }
}
