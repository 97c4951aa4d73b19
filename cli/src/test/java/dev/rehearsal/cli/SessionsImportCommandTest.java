package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversations from elsewhere, in and out again. */
class SessionsImportCommandTest {
    @TempDir
    private Path folder;

    private Shell shell = new Shell();
    private Path file = Path.of("");

    @BeforeEach
    void write() throws IOException {
        shell = new Shell().columns(120).appending("--store", path("store.db"));
        file = folder.resolve("chats.jsonl");
        Files.writeString(file, """
                {"session_id": "chat-1", "messages": [{"role": "user", "content": "I am ann@example.org"}, {"role": "assistant", "content": "Hello"}]}
                {"session_id": "chat-2", "goal": "Find order C-17", "messages": [{"role": "user", "content": "Order C-17?"}, {"role": "assistant", "content": "Shipped."}]}
                """);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void takesListsShowsAndScoresThem() {
        Shell.Result taken = shell.run("sessions", "import", file.toString(), "--experiment", "production");
        Shell.Result again = shell.run("sessions", "import", file.toString(), "--experiment", "production");

        assertThat(taken.out()).isEqualTo("2 sessions with 2 turns taken into experiment production\n");
        assertThat(again.out())
                .isEqualTo("0 sessions with 0 turns taken into experiment production; 2 were there already\n");
        assertThat(shell.run("sessions", "list", "--experiment", "production").out())
                .contains("chat-1", "chat-2", "recorded");
        assertThat(shell.run("sessions", "show", "chat-1").out())
                .contains("in experiment production, from import", "I am ann@example.org");
        Shell.Result scored = shell.run("score", "--experiment", "production", "--scorer", "response_length");
        assertThat(scored.err() + scored.out()).contains("response_length");
    }

    @Test
    void masksOnTheWayIn() {
        shell.run(
                "sessions",
                "import",
                file.toString(),
                "--experiment",
                "production",
                "--mask",
                "email,phone",
                "--mask-pattern",
                "order=C-\\d+");

        try (Store store = Store.open(path("store.db"))) {
            assertThat(store.sessions().find("chat-1").orElseThrow().toString())
                    .contains("I am [email]")
                    .doesNotContain("ann@");
            assertThat(store.sessions().find("chat-2").orElseThrow().toString())
                    .contains("Find order [order]", "Order [order]?")
                    .doesNotContain("C-17");
        }
    }

    @Test
    void copiesFromAnotherStoreAndWritesFilesThatItReads() throws IOException {
        shell.run("sessions", "import", file.toString(), "--experiment", "production");
        Shell other = new Shell().appending("--store", path("other.db"));

        Shell.Result copied =
                other.run("sessions", "import", "--from-store", path("store.db"), "--experiment", "copies", "--json");
        Shell.Result written = other.run("sessions", "export", "--experiment", "copies", "-o", path("out.csv"));
        Shell.Result read = new Shell()
                .run("sessions", "import", path("out.csv"), "--experiment", "x", "--store", path("third.db"));

        assertThat(copied.out()).contains("\"sessions\":2", "\"already_there\":0");
        assertThat(written.code()).isZero();
        assertThat(Files.readString(Path.of(path("out.csv")))).startsWith("session_id,role,content,");
        assertThat(read.out()).startsWith("2 sessions with 2 turns");
        assertThat(other.run("sessions", "export", "--experiment", "copies", "--format", "sharegpt")
                        .out())
                .contains("{\"id\":\"chat-1\",\"conversations\":[{\"from\":\"human\"");
    }

    @Test
    void knowsAFileOfShareGptThatWasNotCalledSo() throws IOException {
        Path shared = Files.writeString(
                Path.of(path("shared.json")), "[{\"conversations\":[{\"from\":\"human\",\"value\":\"Hello\"}]}]\n");

        assertThat(shell.run("sessions", "import", shared.toString(), "--experiment", "x")
                        .err()
                        .lines())
                .singleElement()
                .asString()
                .endsWith("read them as sharegpt (--format sharegpt)");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(shell.run("sessions", "import", "--experiment", "x").err())
                .contains("name files or --from-store PLACE");
        assertThat(shell.run("sessions", "import", path("no.jsonl"), "--experiment", "x")
                        .err())
                .contains("no such file");
        assertThat(shell.run("sessions", "import", file.toString(), "--experiment", "x", "--format", "sharegtp")
                        .err())
                .contains("there is no 'sharegtp'")
                .contains("did you mean 'sharegpt'?");
        assertThat(shell.run("sessions", "import", file.toString(), "--experiment", "x", "--mask", "mail")
                        .err())
                .contains("there is no kind 'mail'");
        assertThat(shell.run("sessions", "import", "--from-store", path("no.db"), "--experiment", "x")
                        .err())
                .contains("there is no store at");
        assertThat(shell.run("sessions", "import", file.toString(), "--experiment", "x")
                        .code())
                .isZero();
        assertThat(shell.run("sessions", "export", "--experiment", "y").err()).contains("no sessions fit");
        assertThat(shell.run("sessions", "export").err()).contains("name --run or --experiment");
    }
}
