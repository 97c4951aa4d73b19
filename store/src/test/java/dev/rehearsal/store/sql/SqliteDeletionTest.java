package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.RUN;
import static dev.rehearsal.store.sql.Samples.START;
import static dev.rehearsal.store.sql.Samples.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.Dataset;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.scoring.Withdrawal;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.Deleted;
import dev.rehearsal.store.Deletion;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a deletion, no file of the store has a byte of what was deleted. */
class SqliteDeletionTest {
    private static final String SECRET = "Zaphodbeeblebrox";

    @TempDir
    private Path folder;

    private String place() {
        return folder.resolve("rehearsal.db").toString();
    }

    /** The files that have the secret, in UTF-8 or in UTF-16. */
    private List<String> filesWith(String text) throws IOException {
        var found = new ArrayList<String>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                String utf16 = new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1);
                if (bytes.contains(text) || bytes.contains(utf16)) {
                    found.add(file.getFileName().toString());
                }
            }
        }
        return found;
    }

    private static Change session(String name, int index, String secret) {
        String padding = "and then we talked about the weather for a while. ".repeat(40);
        var changes = new ArrayList<Change>();
        changes.add(Samples.opened(
                name,
                index,
                1,
                TestCase.builder()
                        .id(secret + "-id-" + index)
                        .goal("Help " + secret + " " + index)
                        .persona(secret)
                        .context("user", secret)
                        .expectation("name", secret)
                        .build()));
        for (int number = 1; number <= 6; number++) {
            var span = new Span(
                    "0123456789abcdef",
                    null,
                    "look_up " + secret,
                    "tool",
                    START,
                    Duration.ofMillis(1),
                    Attributes.of("name", secret),
                    secret);
            changes.add(new Change.TurnCompleted(
                    id(name),
                    new Turn(
                            number,
                            Message.user("I am " + secret + ", half a pair \ud83c. " + padding),
                            new Answer(List.of(Message.assistant("Hello " + secret + padding)), Usage.NONE),
                            null,
                            START,
                            Duration.ofMillis(1),
                            List.of(span)),
                    List.of()));
        }
        changes.add(Samples.assessed(
                name, Samples.assessment("f" + name, name, 0, Feedback.yesNo("safety", true, secret))));
        changes.add(new Change.Expected(
                new Expectation("e" + name, id(name), 0, "name", secret, Source.human("Ada"), secret, START, null)));
        changes.add(new Change.Withdrawn(new Withdrawal(id(name), "e" + name, Source.human("Ada"), secret, START)));
        changes.add(Samples.closed(name, new StopReason.GoalAchieved("because of " + secret)));
        return new Change.Together(changes);
    }

    @Test
    void nothingOfADeletedSessionIsLeftInAnyFile() throws IOException {
        try (Store store = Store.open(place())) {
            store.write(Samples.run(RUN));
            for (int i = 0; i < 60; i++) {
                store.write(session("s" + i, i, i % 2 == 0 ? SECRET : "Trillian"));
            }
            while (!isIndexed()) {
                Thread.onSpinWait();
            }
            assertThat(filesWith(SECRET)).isNotEmpty();

            Deleted deleted = store.delete(Deletion.ofSessions(
                    IntStream.range(0, 30).mapToObj(i -> id("s" + 2 * i)).toList()));

            assertThat(deleted.sessions()).isEqualTo(30);
            assertThat(filesWith(SECRET)).as("while the store is open").isEmpty();
            assertThat(filesWith("Trillian")).isNotEmpty();
            assertThat(store.sessions().search(SessionQuery.newest(99).withText("trillian")))
                    .hasSize(30);
        }
        assertThat(filesWith(SECRET)).as("after it was closed").isEmpty();
    }

    /** Whether the index for searches has every session. */
    private boolean isIndexed() {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + place());
                var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT count(*) FROM session WHERE indexed = 0")) {
            return found.getInt(1) == 0;
        } catch (java.sql.SQLException e) {
            return false;
        }
    }

    @Test
    void nothingOfADeletedRunOrDatasetIsLeftInAnyFile() throws IOException {
        try (Store store = Store.open(place())) {
            store.write(Samples.run(RUN));
            store.write(session("a", 0, SECRET));
            Dataset dataset = store.datasets().create("people");
            for (int i = 0; i < 50; i++) {
                dataset.merge(TestCase.builder()
                        .id("c" + i)
                        .goal("Help " + SECRET + " " + i)
                        .build());
                dataset.merge(TestCase.builder()
                        .id("c" + i)
                        .goal("Help " + SECRET + " again " + i)
                        .build());
            }

            store.datasets().delete(dataset.id());
            store.delete(Deletion.ofRuns(List.of(RUN)));

            assertThat(filesWith(SECRET)).isEmpty();
        }
    }

    @Test
    void noTableKeepsARowOfWhatWasDeleted() throws Exception {
        try (Store store = Store.open(place())) {
            store.write(Samples.run(RUN));
            store.write(new Change.PublicationBegan(RUN, "mlflow", "support", false, START));
            store.write(session("a", 0, SECRET));
            store.delete(Deletion.ofRuns(List.of(RUN)));
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + place());
                var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var found = statement.executeQuery(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%REFERENCES %'")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            assertThat(tables).contains("turn", "run_case", "expectation");
            for (String table : tables) {
                try (var found = statement.executeQuery("SELECT count(*) FROM " + table)) {
                    assertThat(found.getLong(1)).as(table).isZero();
                }
            }
        }
    }

    @Test
    void aSecondProcessSeesADeletionAndCanGoOnReading() {
        try (Store store = Store.open(place());
                Store other = Store.open(place())) {
            store.write(Samples.run(RUN));
            store.write(session("a", 0, SECRET));
            store.write(session("b", 1, "Trillian"));
            assertThat(other.sessions().search(SessionQuery.newest(9))).hasSize(2);

            store.delete(Deletion.ofSessions(List.of(id("a"))));

            assertThat(other.sessions().search(SessionQuery.newest(9)))
                    .extracting(row -> row.sessionId())
                    .containsExactly(id("b"));
            other.write(session("c", 2, "Ford"));
            assertThat(store.sessions().search(SessionQuery.newest(9))).hasSize(2);
        }
    }
}
