package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.RUN;
import static dev.rehearsal.store.sql.Samples.opened;
import static dev.rehearsal.store.sql.Samples.run;
import static dev.rehearsal.store.sql.Samples.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.store.Change;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be opened or written says why in one line, and loses nothing. */
class SqliteFailuresTest {
    @TempDir
    Path folder;

    private Path path;

    @BeforeEach
    void choosePath() {
        path = folder.resolve("rehearsal.db");
    }

    private void assertRefused(String name, String... words) {
        assertThatThrownBy(() -> Store.open(name))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("the store " + path)
                .hasMessageContainingAll(words)
                .message()
                .doesNotContain("\n");
    }

    private void makeStore() {
        try (Store store = Store.open(path.toString())) {
            store.write(run(RUN));
            store.write(opened("a", 0, 1));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aFolderIsNoStore() throws IOException {
        Files.createDirectory(path);

        assertRefused(
                path.toString(), "is a directory", path.resolve("rehearsal.db").toString());
    }

    @Test
    void theFolderOfAStoreHasToBeThere() {
        path = folder.resolve("missing").resolve("rehearsal.db");

        assertRefused(path.toString(), "there is no folder", "missing");
    }

    @Test
    void aFileThatIsSomethingElseIsLeftAlone() throws IOException {
        Files.writeString(path, "id,goal\n1,Buy a very long list of things to fill a page\n".repeat(100));

        assertRefused(path.toString(), "is no SQLite file");
        assertThat(path).content().startsWith("id,goal");
    }

    @Test
    void aSqliteFileOfAnotherProgramIsLeftAlone() throws SQLException {
        execute("CREATE TABLE songs (title TEXT)");

        assertRefused(path.toString(), "SQLite file of another program");
    }

    @Test
    void aNewerStoreIsLeftAlone() throws SQLException {
        makeStore();
        execute("PRAGMA user_version = 99");

        assertRefused(path.toString(), "newer version", "99", "update the program");
    }

    @Test
    void aDamagedStoreSaysSo() throws Exception {
        makeStore();
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            byte[] noise = new byte[(int) file.length() - 4096];
            new java.util.Random(1).nextBytes(noise);
            file.seek(4096);
            file.write(noise);
        }

        assertThatThrownBy(() -> {
                    try (Store store = Store.open(path.toString())) {
                        store.sessions().search(SessionQuery.newest(10));
                    }
                })
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("the store " + path + " is damaged")
                .hasMessageContaining(".recover");
    }

    @Test
    void aStoreThatAnotherProcessKeepsLockedSaysSoAndGoesOnAfterwards() throws SQLException {
        makeStore();
        try (Store store = Store.open("sqlite:" + path + "?busy_timeout=0")) {
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + path);
                    var statement = other.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                assertThatThrownBy(() -> store.write(turn("a", 1, "Hi", "Hello")))
                        .isInstanceOf(StoreException.class)
                        .hasMessageContaining("is locked: another process");
                assertThat(store.sessions().search(SessionQuery.newest(9)))
                        .as("readers do not wait")
                        .hasSize(1);
                statement.execute("COMMIT");
            }
            store.write(turn("a", 1, "Hi", "Hello"));

            assertThat(store.sessions()
                            .search(SessionQuery.newest(9))
                            .getFirst()
                            .turns())
                    .isEqualTo(1);
        }
    }

    @Test
    void aFullDiskSaysSoAndLosesNothingThatWasWritten() throws SQLException {
        makeStore();
        SqliteLocation location = SqliteLocation.parse(path.toString());
        Database database = new SqliteFile(location).forWriting();
        database.script("PRAGMA max_page_count = 80");
        var writer = new Writer(database, location.toString(), new SqliteFailures(location), Recovery.NONE);
        writer.start();
        String large = "x".repeat(20_000);

        int kept = 0;
        StoreException full = null;
        while (full == null) {
            try {
                writer.write(turn("a", kept + 1, "message", large));
                kept++;
            } catch (StoreException e) {
                full = e;
            }
        }
        writer.close();

        assertThat(full).hasMessageContaining("the disk is full");
        try (Store store = Store.open(path.toString())) {
            assertThat(kept).isPositive();
            assertThat(store.sessions()
                            .get(Samples.id("a"))
                            .orElseThrow()
                            .conversation()
                            .size())
                    .isEqualTo(kept);
            store.write(turn("a", kept + 1, "message", large));
        }
    }

    @Test
    void whatIsEnqueuedOnAFullDiskShowsAtTheNextWrite() throws SQLException {
        makeStore();
        SqliteLocation location = SqliteLocation.parse(path.toString());
        Database database = new SqliteFile(location).forWriting();
        database.script("PRAGMA max_page_count = 1");
        var writer = new Writer(database, location.toString(), new SqliteFailures(location), Recovery.NONE);
        writer.start();
        writer.enqueue(turn("a", 1, "message", "x".repeat(500_000)));

        assertThatThrownBy(writer::flush).isInstanceOf(StoreException.class).hasMessageContaining("the disk is full");
        writer.close();
    }

    @Test
    void oneChangeThatDoesNotFitDoesNotHurtTheOthersOfItsTransaction() throws SQLException {
        makeStore();
        SqliteLocation location = SqliteLocation.parse(path.toString());
        Database database = new SqliteFile(location).forWriting();
        var writer = new Writer(database, location.toString(), new SqliteFailures(location), Recovery.NONE);
        writer.enqueue(turn("a", 1, "Hi", "Hello"));
        writer.enqueue(new Change.UserSpoke(
                Samples.id("a"),
                2,
                dev.rehearsal.conversation.Message.user("More"),
                java.util.List.of(
                        Samples.call(dev.rehearsal.model.Purpose.USER, 2, new java.math.BigDecimal("1e30")))));
        writer.enqueue(turn("a", 2, "More", "Sure"));
        writer.start();

        assertThatThrownBy(writer::flush).isInstanceOf(StoreException.class);
        writer.close();
        try (Store store = Store.open(path.toString())) {
            assertThat(store.sessions()
                            .get(Samples.id("a"))
                            .orElseThrow()
                            .conversation()
                            .size())
                    .isEqualTo(2);
        }
    }

    @Test
    void aStoreOpenedForReadingIsNotMadeAndNotWritten() {
        assertThatThrownBy(() -> Store.open("sqlite:" + path + "?mode=ro"))
                .isInstanceOf(StoreException.class)
                .hasMessage("there is no store " + path);
        assertThat(path).doesNotExist();

        makeStore();
        try (Store store = Store.open("sqlite:" + path + "?mode=ro")) {
            assertThat(store.sessions().search(SessionQuery.newest(10))).hasSize(1);
            assertThatThrownBy(() -> store.write(turn("a", 1, "Hi", "Hello")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("for reading only");
            assertThatThrownBy(() -> store.runs().lease(RUN, "me", Duration.ofMinutes(1)))
                    .isInstanceOf(StoreException.class);
        }
    }

    @Test
    void aNewStoreIsItsOwnersOnly() throws IOException {
        makeStore();
        try (Store store = Store.open(path.toString())) {
            store.write(turn("a", 1, "Hi", "Hello"));

            for (String suffix : new String[] {"", "-wal", "-shm"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(path + suffix))))
                        .isEqualTo("rw-------");
            }
        }
    }
}
