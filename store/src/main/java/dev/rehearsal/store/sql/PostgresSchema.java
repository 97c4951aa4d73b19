package dev.rehearsal.store.sql;

import dev.rehearsal.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The tables of a PostgreSQL store, in versions. Version n is made of the one before by the script {@code postgresql/Vn__….sql}, and has what
 * version n of a {@linkplain SqliteSchema SQLite store} has. Which one is there, stands in the table {@value #HISTORY}, so that a store that is
 * up to date costs no more than to read that.
 */
final class PostgresSchema {
    static final int VERSION = SqliteSchema.VERSION;

    static final String HISTORY = "schema_version";

    private static final String FIND = "SELECT max(CAST(version AS INTEGER)) FROM " + HISTORY + " WHERE success";

    private final PostgresLocation location;
    private final PostgresFailures failures;

    PostgresSchema(PostgresLocation location) {
        this.location = location;
        this.failures = new PostgresFailures(location);
    }

    /** Whether the tables are there, as this version needs them. */
    boolean isCurrent(Database database) throws SQLException {
        checkEncoding(database);
        OptionalInt version = version(database);
        if (version.orElse(0) > VERSION) {
            throw new StoreException(
                    "the store " + location + " was written by a newer version (its tables are of version "
                            + version.getAsInt() + ", this program knows " + VERSION
                            + "); update the program, or choose another place",
                    null);
        }
        return version.orElse(0) == VERSION;
    }

    /** Which version the tables are of; empty where there are none. */
    OptionalInt version(Database database) throws SQLException {
        boolean there = database.one(
                        "SELECT to_regclass(?) IS NOT NULL",
                        row -> row.text(1).equals("true"),
                        location.schema() + "." + HISTORY)
                .orElse(false);
        return there
                ? database.one(FIND, row -> OptionalInt.of(row.count(1))).orElse(OptionalInt.empty())
                : OptionalInt.empty();
    }

    private void checkEncoding(Database database) throws SQLException {
        String encoding = database.one("SELECT current_setting('server_encoding')", row -> row.text(1))
                .orElse("");
        if (!encoding.equals("UTF8")) {
            throw new StoreException(
                    "the store " + location + " is in a database with the encoding " + encoding
                            + ", which cannot keep every text; make one with: createdb --encoding=UTF8 --template=template0 NAME",
                    null);
        }
    }

    /** Makes the tables, or those that are missing. */
    void bringUpToDate(DataSource source) {
        try (Connection connection = source.getConnection()) {
            // Two processes that make the same schema at once would meet.
            lock(connection, "pg_advisory_lock");
            try {
                makeSchema(connection);
                migrate(source);
            } finally {
                lock(connection, "pg_advisory_unlock");
            }
        } catch (SQLException e) {
            throw failures.of(e);
        }
    }

    private void lock(Connection connection, String function) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + function + "(?, ?)")) {
            statement.setInt(1, PostgresDialect.LOCK);
            statement.setInt(2, ~location.schema().hashCode());
            statement.execute();
        }
    }

    private void makeSchema(Connection connection) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement("SELECT 1 FROM pg_namespace WHERE nspname = ?");
                Statement make = connection.createStatement()) {
            find.setString(1, location.schema());
            try (var found = find.executeQuery()) {
                if (!found.next()) {
                    make.execute("CREATE SCHEMA " + location.schema());
                }
            }
        }
    }

    private void migrate(DataSource source) {
        try {
            Flyway.configure(PostgresSchema.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:dev/rehearsal/store/sql/postgresql")
                    .schemas(location.schema())
                    .defaultSchema(location.schema())
                    .createSchemas(false)
                    .table(HISTORY)
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            if (String.valueOf(e.getMessage()).contains("non-empty schema")) {
                throw new StoreException(
                        "the store " + location + " has tables of another program in the schema '" + location.schema()
                                + "'; choose another with ?schema=NAME",
                        e);
            }
            for (Throwable each = e; each != null; each = each.getCause()) {
                if (each instanceof SQLException failure) {
                    throw failures.of(failure);
                }
            }
            throw new StoreException(
                    "the store " + location + " cannot be brought up to date: "
                            + String.valueOf(e.getMessage())
                                    .replaceAll("\\s+", " ")
                                    .strip(),
                    e);
        }
    }
}
