package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.RUN;
import static dev.rehearsal.store.sql.Samples.opened;
import static dev.rehearsal.store.sql.Samples.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** What is wrong with a server is said in one line that never has the password. */
class PostgresFailuresTest {
    private static AbstractThrowableAssert<?, ?> assertCannotBeOpened(String name) {
        return assertThatThrownBy(() -> Store.open(name).close())
                .isInstanceOf(StoreException.class)
                .satisfies(failure -> {
                    assertThat(failure.getMessage())
                            .startsWith("the store postgresql://")
                            .hasLineCount(1);
                    for (Throwable each = failure; each != null; each = each.getCause()) {
                        assertThat(each.toString()).doesNotContain("s3cret");
                    }
                });
    }

    private static String address(String user, String database) {
        return "postgresql://" + user + "@localhost:" + PostgresServer.port() + "/" + database;
    }

    @Test
    void aServerThatIsNotThereIsNamed() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertCannotBeOpened("postgresql://me:s3cret@localhost:" + port + "/db")
                .hasMessageStartingWith("the store postgresql://me@localhost:" + port + "/db cannot be reached: ")
                .hasMessageContaining("start the server, or check the address");
    }

    @Test
    void aHostThatIsNotThereIsNamed() {
        assertCannotBeOpened("postgresql://me:s3cret@nowhere.invalid/db")
                .hasMessageContaining("there is no host 'nowhere.invalid'");
    }

    @Test
    void whatIsNoPostgresServerDoesNotHangForEver() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertCannotBeOpened("postgresql://me:s3cret@localhost:" + silent.getLocalPort()
                            + "/db?connect_timeout=1&socketTimeout=1")
                    .hasMessageContaining("cannot be reached");
        }
    }

    @Test
    void aWrongPasswordIsRefusedAndNotShown() throws Exception {
        askForPasswordOf("locked");

        assertCannotBeOpened(address("locked:s3cretOrNot", "postgres"))
                .hasMessageContaining("refused the password of the user 'locked'")
                .hasMessageContaining("PGPASSWORD");
        assertCannotBeOpened(address("locked", "postgres"))
                .hasMessageContaining("asks for the password of the user 'locked'")
                .hasMessageContaining("PGPASSWORD")
                .hasMessageContaining("~/.pgpass");
        try (Store store = Store.open(address("locked:s3cret%2F%40", "postgres") + "?schema=locked")) {
            assertThat(store.location()).isEqualTo(address("locked", "postgres") + "?schema=locked");
        }
    }

    /** Everybody else is let in without one. */
    private static void askForPasswordOf(String user) throws Exception {
        PostgresServer.run(
                "CREATE ROLE " + user + " LOGIN PASSWORD 's3cret/@'",
                "CREATE SCHEMA " + user + " AUTHORIZATION " + user);
        Path rules = Path.of(PostgresServer.value("SHOW hba_file"));
        Path changed = Files.createTempFile(rules.getParent(), "rules", ".conf");
        Files.writeString(changed, "host all " + user + " all scram-sha-256\n" + Files.readString(rules));
        Files.setPosixFilePermissions(changed, Files.getPosixFilePermissions(rules));
        Files.setOwner(changed, Files.getOwner(rules));
        Files.move(changed, rules, StandardCopyOption.REPLACE_EXISTING);
        long before = Long.parseLong(PostgresServer.value("SELECT extract(epoch FROM pg_conf_load_time()) * 1000000")
                .split("\\.")[0]);
        PostgresServer.run("SELECT pg_reload_conf()");
        while (Long.parseLong(PostgresServer.value("SELECT extract(epoch FROM pg_conf_load_time()) * 1000000")
                        .split("\\.")[0])
                == before) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsNamedWithHowToMakeIt() {
        assertCannotBeOpened(address("postgres:s3cret", "nothing"))
                .hasMessageContaining("has no database 'nothing'; make one with: createdb nothing");
    }

    @Test
    void whoMayMakeNoSchemaIsToldWhatToAskFor() {
        PostgresServer.run("CREATE ROLE guest LOGIN");

        assertCannotBeOpened(address("guest:s3cret", "postgres") + "?schema=of_guest")
                .hasMessageContaining("the user 'guest' may not do it")
                .hasMessageContaining("CREATE SCHEMA IF NOT EXISTS of_guest AUTHORIZATION \"guest\"");

        PostgresServer.run("CREATE SCHEMA IF NOT EXISTS of_guest AUTHORIZATION \"guest\"");
        try (Store store = Store.open(address("guest", "postgres") + "?schema=of_guest")) {
            store.write(Samples.run(RUN));
        }
    }

    @Test
    void whoMayOnlyReadReadsAndIsRefusedWhenWriting() {
        String name = PostgresServer.newStore();
        String schema = name.substring(name.indexOf('=') + 1);
        makeStore(name);
        PostgresServer.run(
                "CREATE ROLE reader LOGIN",
                "GRANT USAGE ON SCHEMA " + schema + " TO reader",
                "GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO reader");

        try (Store store = Store.open(address("reader", "postgres") + "?schema=" + schema)) {
            assertThat(store.sessions().search(SessionQuery.newest(9))).hasSize(1);
            assertThatThrownBy(() -> store.write(turn("a", 1, "Hi", "Hello")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("the user 'reader' may not do it");
        }
    }

    private static void makeStore(String name) {
        try (Store store = Store.open(name)) {
            store.write(Samples.run(RUN));
            store.write(opened("a", 0, 1));
        }
    }

    @Test
    void aNewerStoreIsNotTouched() {
        String name = PostgresServer.newStore();
        makeStore(name);
        String table = name.substring(name.indexOf('=') + 1) + ".schema_version";
        PostgresServer.run(
                "INSERT INTO " + table + " (installed_rank, version, description, type, script, installed_by,"
                        + " execution_time, success) VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 'me', 1, true)");

        assertCannotBeOpened(name).hasMessageContaining("was written by a newer version (its tables are of version 99");
    }

    @Test
    void aSchemaOfAnotherProgramIsLeftAlone() {
        PostgresServer.run("CREATE SCHEMA theirs", "CREATE TABLE theirs.session (id TEXT)");

        assertCannotBeOpened(address("postgres", "postgres") + "?schema=theirs")
                .hasMessageContaining(
                        "has tables of another program in the schema 'theirs'; choose another with ?schema=NAME");
    }

    @Test
    void aDatabaseThatKnowsFewCharactersIsRefused() {
        PostgresServer.run("CREATE DATABASE narrow ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");

        assertCannotBeOpened(address("postgres", "narrow")).hasMessageContaining("with the encoding LATIN1");
    }

    @Test
    void whoWaitsTooLongForAnotherWriterIsTold() throws SQLException {
        String name = PostgresServer.newStore();
        makeStore(name);
        String schema = name.substring(name.indexOf('=') + 1);
        try (Connection other = DriverManager.getConnection(
                        "jdbc:" + address("", "postgres").replace("//@", "//"), "postgres", null);
                Statement statement = other.createStatement();
                Store store = Store.open(name + "&busy_timeout=1")) {
            other.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(" + PostgresDialect.LOCK + ", " + schema.hashCode() + ")");

            assertThatThrownBy(() -> store.write(turn("a", 1, "Hi", "Hello")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another process has been writing for more than 1 s")
                    .hasMessageContaining("busy_timeout");
            assertThat(store.sessions().search(SessionQuery.newest(9)))
                    .as("readers do not wait")
                    .hasSize(1);
            other.rollback();
            store.write(turn("a", 1, "Hi", "Hello"));
        }
    }

    @Test
    void aHundredReadersWaitForEachOtherNotForTheServer() throws Exception {
        String name = PostgresServer.newStore();
        makeStore(name);
        try (Store store = Store.open(name + "&readers=1");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var read = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 100; i++) {
                read.add(threads.submit(
                        () -> store.sessions().search(SessionQuery.newest(9)).size()));
            }
            for (var each : read) {
                assertThat(each.get()).isEqualTo(1);
            }
        }
    }
}
