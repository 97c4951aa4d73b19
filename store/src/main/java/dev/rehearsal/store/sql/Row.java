package dev.rehearsal.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The row that a query is at; its columns are counted from 1. */
final class Row {
    private final ResultSet results;
    private final Dialect dialect;

    Row(ResultSet results, Dialect dialect) {
        this.results = results;
        this.dialect = dialect;
    }

    /** Makes something of a row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    long number(int column) throws SQLException {
        return results.getLong(column);
    }

    int count(int column) throws SQLException {
        return results.getInt(column);
    }

    double fraction(int column) throws SQLException {
        return results.getDouble(column);
    }

    boolean flag(int column) throws SQLException {
        return results.getLong(column) != 0;
    }

    boolean isNull(int column) throws SQLException {
        return results.getObject(column) == null;
    }

    String text(int column) throws SQLException {
        String text = dialect.text(results.getObject(column));
        if (text == null) {
            throw new SQLException("column " + column + " is empty");
        }
        return text;
    }

    @Nullable
    String textOrNull(int column) throws SQLException {
        return dialect.text(results.getObject(column));
    }
}
