package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.RUN;
import static dev.rehearsal.store.sql.Samples.closed;
import static dev.rehearsal.store.sql.Samples.id;
import static dev.rehearsal.store.sql.Samples.opened;
import static dev.rehearsal.store.sql.Samples.turn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.Deletion;
import dev.rehearsal.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is deleted is in no file of the server's tables and indexes any more. */
class PostgresDeletionTest {
    private static final String SECRET = "Zwetschgenknoedel";

    @Test
    void nothingOfADeletedSessionIsLeftInTheFilesOfTheTables() {
        try (Store store = Store.open(PostgresServer.newStore())) {
            store.write(Samples.run(RUN));
            store.write(opened("a", 0, 1, TestCase.of("Order " + SECRET)));
            store.write(turn("a", 1, "One " + SECRET, "With " + SECRET + "?"));
            store.write(closed("a", new StopReason.MaxTurns("no more " + SECRET)));
            store.write(opened("b", 1, 1));
            assertThat(filesWithIt()).isNotEmpty();

            store.delete(Deletion.ofSessions(List.of(id("a"))));

            assertThat(filesWithIt()).isEmpty();
            assertThat(store.sessions().get(id("b"))).isPresent();
            store.write(turn("b", 1, "Hi", "Hello"));
        }
    }

    private static List<Path> filesWithIt() {
        PostgresServer.run("CHECKPOINT");
        try (var files = Files.walk(Path.of(PostgresServer.value("SHOW data_directory"), "base"))) {
            return files.filter(Files::isRegularFile)
                    .filter(PostgresDeletionTest::hasIt)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasIt(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(SECRET);
        } catch (IOException e) {
            // The server has just removed it.
            return false;
        }
    }
}
