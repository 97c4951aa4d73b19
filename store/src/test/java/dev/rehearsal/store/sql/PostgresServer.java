package dev.rehearsal.store.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** A real PostgreSQL server for all tests of this process; each takes a schema of its own. */
final class PostgresServer {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private PostgresServer() {}

    /** Begins when it is first asked for, and ends with the process. */
    private static final class Running {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The address of an empty store; the test is skipped where there are no binaries of the server for the platform. */
    static String newStore() {
        assumeBinaries();
        return "postgresql://postgres@localhost:" + Running.SERVER.getPort() + "/postgres?schema=store_"
                + SCHEMAS.incrementAndGet();
    }

    static void assumeBinaries() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        Assumptions.assumeTrue(
                system.toLowerCase(Locale.ROOT).equals("linux amd64"),
                () -> "no binaries of PostgreSQL for " + system + "; they are there for linux amd64");
    }
}
