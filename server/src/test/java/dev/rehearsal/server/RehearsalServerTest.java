package dev.rehearsal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalServerTest {
    private final Store store = Store.inMemory();

    @Test
    void saysThatItAnswers() throws Exception {
        try (RehearsalServer server =
                        RehearsalServer.builder(store).port(0).build().start();
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(server.address().resolve("/health")).build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("{\"status\":\"ok\"}");
        }
    }

    @Test
    void showsAStoreFromJava(@TempDir Path folder) throws IOException {
        String file = folder.resolve("rehearsal.db").toString();
        // docs:start
        try (Store store = Store.open(file);
                RehearsalServer server =
                        RehearsalServer.builder(store).port(0).build().start()) {
            System.out.println(server.address());
        }
        // docs:end
        String own = Files.readString(Path.of("src/test/java/dev/rehearsal/server/RehearsalServerTest.java"));
        String snippet = own.substring(own.indexOf("docs:start") + "docs:start".length(), own.indexOf("// docs:end"));

        assertThat(flat(Files.readString(Path.of("..", "docs", "server.md")))).contains(flat(snippet));
    }

    private static String flat(String code) {
        return code.replaceAll("\\s+", "");
    }

    @Test
    void isNotOpenToOthersWithoutAToken() {
        assertThatThrownBy(() -> RehearsalServer.builder(store).host("0.0.0.0").build())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("a token is needed");
    }

    @Test
    void saysThatItsPortIsTaken() {
        try (RehearsalServer first =
                RehearsalServer.builder(store).port(0).build().start()) {
            int taken = first.address().getPort();

            try (RehearsalServer second =
                    RehearsalServer.builder(store).port(taken).build()) {
                assertThatThrownBy(second::start)
                        .isInstanceOf(ServerException.class)
                        .hasMessageContaining("port " + taken + " of 127.0.0.1");
            }
        }
    }
}
