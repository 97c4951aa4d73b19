package dev.rehearsal.store.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Finds a row by its id or by the beginning of it. */
final class Prefix {
    /** After all that begins with the same text. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private Prefix() {}

    /** The id itself if there is such a row, else the only id that begins so. */
    static Optional<String> find(Database database, String table, String idOrPrefix) throws SQLException {
        Optional<String> exact =
                database.one("SELECT id FROM " + table + " WHERE id = ?", row -> row.text(1), Cells.of(idOrPrefix));
        if (exact.isPresent()) {
            return exact;
        }
        List<String> found = database.list(
                "SELECT id FROM " + table + " WHERE id >= ? AND id < ? LIMIT 2",
                row -> row.text(1),
                Cells.of(idOrPrefix),
                Cells.of(idOrPrefix + LAST));
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
