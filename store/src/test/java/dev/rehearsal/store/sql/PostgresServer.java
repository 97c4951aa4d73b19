package dev.rehearsal.store.sql;

import dev.rehearsal.store.Store;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** A real PostgreSQL server for all tests of this process; each takes a schema of its own. */
final class PostgresServer {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static final AtomicBoolean EMPTIED = new AtomicBoolean();

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

    /**
     * The address of a store that is not there yet, in a schema of its own. The test is skipped where there are no binaries of the server for
     * the platform.
     */
    static String newStore() {
        return address("store_" + SCHEMAS.incrementAndGet());
    }

    /** The address of a store whose tables are there and empty; each call empties the one of the call before. */
    static String emptyStore() {
        String address = address("emptied");
        if (!EMPTIED.getAndSet(true)) {
            Store.open(address).close();
        }
        run("""
                DO $$ BEGIN
                    EXECUTE (SELECT 'TRUNCATE ' || string_agg('emptied.' || quote_ident(tablename), ', ') || ' RESTART IDENTITY'
                        FROM pg_tables WHERE schemaname = 'emptied' AND tablename <> 'schema_version');
                END $$""");
        return address;
    }

    private static String address(String schema) {
        return "postgresql://postgres@localhost:" + port() + "/postgres?schema=" + schema;
    }

    static int port() {
        assumeBinaries();
        return Running.SERVER.getPort();
    }

    /** Runs statements as the server's owner, in the database {@code postgres}. */
    static void run(String... statements) {
        assumeBinaries();
        try (Connection connection = Running.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The only value that a query gives. */
    static String value(String query) {
        assumeBinaries();
        try (Connection connection = Running.SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                var results = statement.executeQuery(query)) {
            results.next();
            return results.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void assumeBinaries() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        Assumptions.assumeTrue(
                system.toLowerCase(Locale.ROOT).equals("linux amd64"),
                () -> "no binaries of PostgreSQL for " + system + "; they are there for linux amd64");
    }
}
