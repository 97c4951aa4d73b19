package dev.rehearsal.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.store.Store;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same tables are made in every kind of database. */
class SchemasTest {
    @TempDir
    Path folder;

    @Test
    void bothHaveTheSameTablesAndColumns() throws SQLException {
        Path file = folder.resolve("rehearsal.db");
        Store.open(file.toString()).close();
        String address = PostgresServer.newStore();
        Store.open(address).close();
        String schema = address.substring(address.indexOf('=') + 1);

        try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite:" + file);
                Connection postgres = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + PostgresServer.port() + "/postgres?user=postgres")) {
            assertThat(columns(postgres, schema))
                    .isEqualTo(columns(sqlite, null))
                    .hasSizeGreaterThan(100);
        }
    }

    /** Without those of the index for searches, which is each database's own. */
    private static Set<String> columns(Connection connection, String schema) throws SQLException {
        var columns = new TreeSet<String>();
        try (ResultSet results = connection.getMetaData().getColumns(null, schema, "%", "%")) {
            while (results.next()) {
                String table = results.getString("TABLE_NAME");
                if (!table.startsWith("session_text")
                        && !table.startsWith("sqlite_")
                        && !table.equals("schema_version")) {
                    columns.add(table + "." + results.getString("COLUMN_NAME"));
                }
            }
        }
        return columns;
    }
}
