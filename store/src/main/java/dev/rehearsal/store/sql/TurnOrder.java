package dev.rehearsal.store.sql;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Keeps the turns of a recorded session in the order of time: what is kept of a turn moves with it. */
final class TurnOrder {
    private static final String MISPLACED = """
            SELECT count(*) FROM turn WHERE session = ?
                AND (number = ? AND started_at > ? OR number = ? AND started_at < ?)""";
    private static final String PLACE =
            "SELECT count(*) FROM turn WHERE session = ? AND number <> ? AND started_at <= ?";
    private static final String SHIFTED = "CASE WHEN COLUMN = ? THEN ? ELSE COLUMN + ? END";

    /** In two steps, as no two turns may have the same number in between. */
    private static final String SHIFT_TURNS = "UPDATE turn SET number = -(" + SHIFTED.replace("COLUMN", "number")
            + ") WHERE session = ? AND number BETWEEN ? AND ?";

    private static final String SHIFTED_TURNS = "UPDATE turn SET number = -number WHERE session = ? AND number < 0";

    /** What is of a turn by its session and number. */
    private static final List<String> OF_TURN = List.of("span", "assessment", "expectation");

    /** Withdrawals are of a session, too: they go with what they take back. */
    private static final String HAND_WITHDRAWALS = """
            UPDATE withdrawal SET session = ? WHERE session = ? AND statement IN
                (SELECT id FROM assessment WHERE session = ? UNION ALL SELECT id FROM expectation WHERE session = ?)""";

    private final Database database;

    TurnOrder(Database database) {
        this.database = database;
    }

    /** Moves the turn of that number to where its time belongs, if it is not there. */
    void place(long session, int number, Instant startedAt) throws SQLException {
        long at = Cells.of(startedAt);
        if (one(MISPLACED, session, number - 1, at, number + 1, at) > 0) {
            move(session, number, one(PLACE, session, number, at) + 1);
        }
    }

    private int one(String sql, Object... values) throws SQLException {
        return database.one(sql, row -> row.count(1), values).orElseThrow();
    }

    /** Gives the turn of one number another one; those between make place. */
    void move(long session, int from, int to) throws SQLException {
        if (from == to) {
            return;
        }
        int shift = from < to ? -1 : 1;
        int first = Math.min(from, to);
        int last = Math.max(from, to);
        database.update(SHIFT_TURNS, from, to, shift, session, first, last);
        database.update(SHIFTED_TURNS, session);
        for (String table : OF_TURN) {
            database.update(
                    "UPDATE " + table + " SET turn = " + SHIFTED.replace("COLUMN", "turn")
                            + " WHERE session = ? AND turn BETWEEN ? AND ?",
                    from,
                    to,
                    shift,
                    session,
                    first,
                    last);
        }
    }

    /** Gives a session's last turn to another session. */
    void hand(long from, int last, long to, int number) throws SQLException {
        database.update(
                "UPDATE turn SET session = ?, number = ? WHERE session = ? AND number = ?", to, number, from, last);
        for (String table : OF_TURN) {
            database.update(
                    "UPDATE " + table + " SET session = ?, turn = ? WHERE session = ? AND turn = ?",
                    to,
                    number,
                    from,
                    last);
        }
        database.update(HAND_WITHDRAWALS, to, from, to, to);
    }
}
