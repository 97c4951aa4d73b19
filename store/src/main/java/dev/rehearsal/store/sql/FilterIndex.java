package dev.rehearsal.store.sql;

import dev.rehearsal.store.SessionFilter;
import dev.rehearsal.store.SessionFilter.Comparison;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the sessions that fit a filter are found.
 *
 * @param name of the score, tag or fact
 * @param condition on the row of that name, with one value
 * @param isInOrder whether the index has them in the order in which the sessions began
 */
record FilterIndex(
        String table,
        String name,
        String condition,
        @Nullable Object value,
        boolean isInOrder) {
    private static final long FEW = 1_000;

    /** Nothing for a filter that says what is not to be. */
    static Optional<FilterIndex> of(SessionFilter filter) {
        return switch (filter) {
            case SessionFilter.Labelled(String name, String label, boolean not) ->
                not
                        ? Optional.empty()
                        : Optional.of(new FilterIndex("score", name, "label = ?", Cells.of(label), true));
            case SessionFilter.Measured(String name, Comparison comparison, double bound) ->
                Optional.of(new FilterIndex("score", name, "number " + comparison.sign() + " ?", bound, false));
            case SessionFilter.Tagged(String name, String value) -> tag(SessionFilter.TAG + name, value);
            case SessionFilter.Described(String name, String value) -> tag(SessionFilter.METADATA + name, value);
        };
    }

    private static Optional<FilterIndex> tag(String name, String value) {
        return Optional.of(new FilterIndex("session_tag", name, "value = ?", Cells.of(value), true));
    }

    /** Whether few sessions of the store fit, so that all of them can be looked at and sorted. */
    boolean hasFew(Database database) throws SQLException {
        String sql = "SELECT count(*) FROM (SELECT 1 FROM " + table + " WHERE name = ? AND " + condition
                + " LIMIT ?) AS counted";
        return database.one(sql, row -> row.number(1), Cells.of(name), value, FEW + 1)
                        .orElseThrow()
                <= FEW;
    }
}
