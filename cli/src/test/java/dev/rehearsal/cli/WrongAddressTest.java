package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.testkit.ModelServer;
import dev.rehearsal.testkit.Reply;
import dev.rehearsal.testkit.RequestKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent's address behind which there is something else: said at once, with what was found, and not asked again. */
class WrongAddressTest {
    private final ModelServer server = ModelServer.builder().recording(1_000).start();

    @TempDir
    private Path folder;

    private Path cases;

    @BeforeEach
    void writeCases() throws IOException {
        cases = Files.writeString(folder.resolve("cases.jsonl"), "{\"id\": \"a\", \"goal\": \"Return the toaster\"}\n");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAWebPage() {
        finds(
                Reply.raw(200, "text/html", "<!doctype html><title>Our shop</title><p>Welcome!</p>"),
                1,
                "cannot be read: 'a web page, Our shop Welcome!' (asked once",
                "is the address right?");
    }

    @Test
    void answersThatNothingIsThere() {
        finds(
                Reply.raw(404, "text/html", "<html><h1>Not found</h1></html>"),
                1,
                "404 from http://127.0.0.1:",
                "/v1/chat/completions: a web page, Not found (is that the right address?)");
    }

    @Test
    void answersNothing() {
        finds(Reply.raw(200, "application/json", ""), 1, "cannot be read: it is empty (asked once");
    }

    @Test
    void answersOtherJson() {
        finds(
                Reply.raw(200, "application/json", "{\"reply\": \"Hello\"}"),
                1,
                "cannot be read: '{\"reply\": \"Hello\"}' (asked once");
    }

    @Test
    void answersTenMegabytesOfSomethingElse() {
        finds(
                Reply.raw(200, "text/plain", "0123456789".repeat(1_000_000)),
                1,
                "cannot be read: '0123456789",
                "…' (asked once");
    }

    @Test
    void closesTheConnection() {
        finds(Reply.reset(), 1, "no response from http://127.0.0.1:", "(asked once, as it may have done something");
    }

    @Test
    void isNobodys() throws IOException {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }

        assertThat(evaluate("http://127.0.0.1:" + port + "/v1"))
                .contains("agent_failed", "127.0.0.1:" + port + "/v1/chat/completions: Connection re", "(3 attempts");
    }

    private void finds(Reply reply, int attempts, String... said) {
        server.reconfigure(change -> change.respond(RequestKind.AGENT, request -> reply));

        assertThat(evaluate(server.baseUrl())).contains("agent_failed").contains(said);
        assertThat(server.statistics().count(RequestKind.AGENT)).isEqualTo(attempts);
    }

    /** What the summary says. */
    private String evaluate(String agent) {
        Shell.Result run = new Shell()
                .columns(2_000)
                .with("OPENAI_BASE_URL", server.baseUrl())
                .with("OPENAI_API_KEY", "sk-0123456789")
                .run(
                        "evaluate",
                        cases.toString(),
                        "--agent",
                        agent,
                        "--agent-option",
                        "model=agent",
                        "--user-model",
                        "openai:/user",
                        "--store",
                        folder.resolve("runs.db").toString());
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.NOT_PASSED);
        return run.out().replaceAll("\\s+", " ");
    }
}
