package dev.rehearsal.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection that keeps the statements it has prepared. Used by one thread at a time. A statement has to be read to its end before it is
 * used again.
 */
final class Database implements AutoCloseable {
    private final Connector connector;
    private final Dialect dialect;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final Deferred deferred = new Deferred();
    private @Nullable Connection connection;

    /** Makes a connection, which must not begin transactions that write by itself. */
    @FunctionalInterface
    interface Connector {
        Connection connect() throws SQLException;
    }

    /** Connects when it is first used, and when it is used again after it was {@linkplain #disconnect disconnected}. */
    Database(Connector connector, Dialect dialect) {
        this.connector = connector;
        this.dialect = dialect;
    }

    Database(Connection connection, Dialect dialect) {
        this(() -> connection, dialect);
        this.connection = connection;
    }

    Dialect dialect() {
        return dialect;
    }

    Connection connection() throws SQLException {
        if (connection == null) {
            connection = connector.connect();
        }
        return connection;
    }

    /** Gives up a connection that does no more. */
    void disconnect() {
        try {
            close();
        } catch (SQLException e) {
            // It was gone already.
        }
    }

    /** Begins a transaction that writes. */
    void begin() throws SQLException {
        dialect.begin(this);
    }

    void commit() throws SQLException {
        deferred.run();
        dialect.commit(this);
    }

    void rollback() throws SQLException {
        deferred.forget();
        if (connection != null) {
            dialect.rollback(this);
        }
    }

    /** Runs a script of statements. */
    void script(String sql) throws SQLException {
        try (Statement statement = connection().createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** Runs a statement that gives no rows, and says how many rows it changed. */
    int update(String sql, @Nullable Object... values) throws SQLException {
        if (sql.startsWith("DELETE")) {
            deferred.run();
        }
        return use(sql, values, PreparedStatement::executeUpdate);
    }

    /**
     * Runs a statement that adds or changes rows, but not how many. Where each statement is a journey to a server and back, it travels together
     * with others: before the transaction ends, before a query, and before anything is deleted; other updates may overtake it. The same
     * statement is never given to {@link #update}.
     */
    void later(String sql, @Nullable Object... values) throws SQLException {
        if (!dialect.isFarAway()) {
            update(sql, values);
            return;
        }
        use(sql, values, statement -> {
            deferred.add(sql, statement);
            return true;
        });
    }

    <T> Optional<T> one(String sql, Row.Reader<T> reader, @Nullable Object... values) throws SQLException {
        deferred.run();
        return use(sql, values, statement -> {
            try (ResultSet results = statement.executeQuery()) {
                return results.next() ? Optional.of(reader.read(new Row(results, dialect))) : Optional.empty();
            }
        });
    }

    <T> List<T> list(String sql, Row.Reader<T> reader, @Nullable Object... values) throws SQLException {
        var list = new ArrayList<T>();
        whileWanted(sql, row -> list.add(reader.read(row)), values);
        return list;
    }

    /** Reads rows for as long as the reader says that it wants more. */
    void whileWanted(String sql, Row.Reader<Boolean> reader, @Nullable Object... values) throws SQLException {
        deferred.run();
        use(sql, values, statement -> {
            try (ResultSet results = statement.executeQuery()) {
                var row = new Row(results, dialect);
                while (results.next() && reader.read(row)) {
                    // The reader has done it.
                }
                return true;
            }
        });
    }

    /** What is done with a statement. */
    @FunctionalInterface
    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T use(String sql, @Nullable Object[] values, Use<T> use) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection().prepareStatement(sql);
            statements.put(sql, statement);
        }
        try {
            for (int i = 0; i < values.length; i++) {
                bind(statement, i + 1, values[i]);
            }
            return use.of(statement);
        } catch (SQLException e) {
            // The driver gives up a statement that failed; the next one who needs it prepares it anew.
            statements.remove(sql);
            statement.close();
            throw e;
        }
    }

    private void bind(PreparedStatement statement, int place, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setObject(place, null);
            case String text -> statement.setString(place, dialect.proper(text));
            case Long number -> statement.setLong(place, number);
            case Integer number -> statement.setInt(place, number);
            case Boolean flag -> statement.setInt(place, flag ? 1 : 0);
            case Double number -> statement.setDouble(place, number);
            case byte[] utf16 -> statement.setObject(place, dialect.improper(utf16));
            default -> throw new IllegalArgumentException("cannot be bound: " + value.getClass());
        }
    }

    @Override
    public void close() throws SQLException {
        Connection open = connection;
        connection = null;
        deferred.forget();
        if (open != null) {
            try (open) {
                for (PreparedStatement statement : statements.values()) {
                    statement.close();
                }
            } finally {
                statements.clear();
            }
        }
    }
}
