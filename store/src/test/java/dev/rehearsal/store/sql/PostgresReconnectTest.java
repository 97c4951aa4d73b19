package dev.rehearsal.store.sql;

import static dev.rehearsal.store.sql.Samples.RUN;
import static dev.rehearsal.store.sql.Samples.id;
import static dev.rehearsal.store.sql.Samples.opened;
import static dev.rehearsal.store.sql.Samples.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.model.Purpose;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.Store;
import dev.rehearsal.store.StoreException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection that is lost loses nothing that was acknowledged, and what was not is written again or reported. */
class PostgresReconnectTest {
    @TempDir
    Path folder;

    private static int turns(Store store) {
        return store.sessions().get(id("a")).orElseThrow().conversation().size();
    }

    private static void begin(Store store) {
        store.write(Samples.run(RUN));
        store.write(opened("a", 0, 1));
        store.write(turn("a", 1, "Hi", "Hello"));
    }

    @Test
    void aConnectionThatTheServerEndedIsMadeAnew() {
        try (Store store = Store.open(PostgresServer.newStore())) {
            begin(store);
            assertThat(turns(store)).isEqualTo(1);

            endConnections();
            store.write(turn("a", 2, "And?", "Well"));
            endConnections();

            assertThat(turns(store)).isEqualTo(2);
        }
    }

    private static void endConnections() {
        PostgresServer.run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'rehearsal'");
    }

    @Test
    void whatWasCommittedButNotAcknowledgedIsThereOnce() throws IOException {
        try (var wire = new CutWire(PostgresServer.port());
                Store store =
                        Store.open(PostgresServer.newStore().replace(":" + PostgresServer.port(), ":" + wire.port()))) {
            wire.cutWhenAnsweredTo("COMMIT");
            store.write(new Change.Together(List.of(Samples.run(RUN), opened("a", 0, 1), turn("a", 1, "Hi", "Hello"))));

            assertThat(wire.cuts()).isEqualTo(1);
            assertThat(turns(store)).isEqualTo(1);
            assertThat(store.runs().spend(RUN).get(Purpose.AGENT).calls()).isEqualTo(1);
            assertThat(PostgresServer.value("SELECT count(*) FROM " + schema(store) + ".model_call"))
                    .isEqualTo("1");
        }
    }

    private static String schema(Store store) {
        return store.location().replaceFirst(".*schema=", "");
    }

    @Test
    void aServerThatGoesAwayIsReportedAndUsedAgainWhenItIsBack() throws IOException {
        PostgresServer.port();
        EmbeddedPostgres server = start(0);
        int port = server.getPort();
        try (Store store = Store.open("postgresql://postgres@localhost:" + port + "/postgres?busy_timeout=1")) {
            begin(store);
            server.close();

            assertThatThrownBy(() -> store.write(turn("a", 2, "And?", "Well")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("the store postgresql://postgres@localhost:" + port + "/postgres ")
                    .hasMessageContaining("start the server");
            store.enqueue(turn("a", 2, "And?", "Well"));
            assertThatThrownBy(store::flush).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> turns(store))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("start the server");

            server = start(port);
            store.write(turn("a", 2, "And?", "Well"));
            assertThat(turnsWhenThePoolHasNoticed(store)).isEqualTo(2);
        } finally {
            server.close();
        }
    }

    /** The pool of readers tries to connect every five seconds at least. */
    private static int turnsWhenThePoolHasNoticed(Store store) {
        for (int tries = 1; ; tries++) {
            try {
                return turns(store);
            } catch (StoreException e) {
                assertThat(tries).isLessThan(20);
            }
        }
    }

    /** A server of its own, whose data stay when it ends. */
    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setOverrideWorkingDirectory(folder.resolve("programs").toFile())
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    @Test
    void aServerThatIsBackInTimeIsNotMissed() throws Exception {
        PostgresServer.port();
        EmbeddedPostgres server = start(0);
        int port = server.getPort();
        try (Store store = Store.open("postgresql://postgres@localhost:" + port + "/postgres?busy_timeout=300")) {
            begin(store);
            server.close();
            for (int number = 2; number <= 20; number++) {
                store.enqueue(turn("a", number, "message " + number, "answer"));
            }
            server = start(port);

            store.flush();
            assertThat(turns(store)).isEqualTo(20);
        } finally {
            server.close();
        }
    }
}
