package dev.rehearsal.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens connections to a PostgreSQL server. */
final class PostgresConnections {
    private static final Map<String, String> DEFAULTS = Map.of(
            "ApplicationName", "rehearsal",
            "connectTimeout", "10",
            "socketTimeout", "120",
            "tcpKeepAlive", "true",
            // Of a long list, only so many rows are in memory.
            "defaultRowFetchSize", "200",
            // Rows that are added together go in one statement.
            "reWriteBatchedInserts", "true");

    private final PostgresLocation location;

    PostgresConnections(PostgresLocation location) {
        this.location = location;
    }

    /** Connections that are made when they are asked for; their tables are looked for in the store's schema. */
    DataSource source() {
        var properties = new Properties();
        properties.putAll(DEFAULTS);
        properties.putAll(location.driver());
        properties.setProperty("user", location.user());
        String password = location.password();
        if (password != null) {
            properties.setProperty("password", password);
        }
        var source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://" + location.hosts() + "/");
        source.setDatabaseName(location.database());
        try {
            for (String name : properties.stringPropertyNames()) {
                source.setProperty(name, properties.getProperty(name));
            }
        } catch (SQLException e) {
            throw new IllegalArgumentException(e);
        }
        return source;
    }

    /** For the writer: no other connection has to be kept for it. */
    Connection forWriting() throws SQLException {
        Connection connection = source().getConnection();
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute(settings());
            }
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * For readers: each transaction reads one moment.
     *
     * @throws com.zaxxer.hikari.pool.HikariPool.PoolInitializationException if the server cannot be reached
     */
    HikariDataSource pool() {
        var config = new HikariConfig();
        config.setPoolName("rehearsal-store-readers");
        config.setDataSource(source());
        config.setConnectionInitSql(settings());
        config.setMaximumPoolSize(location.readers());
        // One is opened now, which shows whether the server can be reached; the others when they are needed, and not
        // for long.
        config.setMinimumIdle(1);
        config.setInitializationFailTimeout(1);
        config.setIdleTimeout(60_000);
        config.setConnectionTimeout(Math.max(1_000, location.busyTimeout().toMillis()));
        config.setAutoCommit(false);
        config.setReadOnly(true);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        return new HikariDataSource(config);
    }

    /** Statements here take milliseconds; the server would take longer to compile one where it expects many rows. */
    private String settings() {
        return "SET search_path TO " + location.schema() + "; SET jit TO off";
    }
}
