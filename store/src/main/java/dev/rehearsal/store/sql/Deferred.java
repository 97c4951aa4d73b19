package dev.rehearsal.store.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Statements of a transaction that have not been sent yet. */
final class Deferred {
    private static final int MOST = 1_000;

    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>();
    private int size;

    /** @param statement with its values bound */
    void add(String sql, PreparedStatement statement) throws SQLException {
        statement.addBatch();
        statements.put(sql, statement);
        size++;
        if (size == MOST) {
            run();
        }
    }

    /** Sends them, in the order in which each kind was first given. */
    void run() throws SQLException {
        if (size == 0) {
            return;
        }
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.executeBatch();
            }
        } finally {
            forget();
        }
    }

    /** After the transaction was rolled back. */
    void forget() {
        for (PreparedStatement statement : statements.values()) {
            try {
                statement.clearBatch();
            } catch (SQLException e) {
                // It is closed: nothing is left of it.
            }
        }
        statements.clear();
        size = 0;
    }
}
