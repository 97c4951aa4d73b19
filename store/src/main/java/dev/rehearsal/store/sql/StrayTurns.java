package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.TraceId;
import java.sql.SQLException;

/**
 * Steps of a simulated turn may be here before the turn is: from an agent that was quicker, or by way of another process. They look like a
 * turn of a session that took place elsewhere until the turn itself says whose trace it is.
 */
final class StrayTurns {
    private static final String FIND = """
            SELECT t.key, t.number, s.id FROM turn t JOIN session s ON s.key = t.session
            WHERE t.trace_id = ? AND s.run IS NULL""";
    private static final String HAND_SPANS = """
            UPDATE span SET session = ?, turn = ?, parent_id = CASE WHEN parent_id = ? THEN NULL ELSE parent_id END
            WHERE session = ? AND turn = ?""";

    private final Database database;
    private final SessionWriter sessions;
    private final TurnOrder order;

    StrayTurns(Database database, SessionWriter sessions) {
        this.database = database;
        this.sessions = sessions;
        this.order = new TurnOrder(database);
    }

    private record Stray(long key, int number, String sessionId) {}

    /** Before a simulated turn is written: what is here of its trace becomes its steps. */
    void adopt(OpenSession session, int turn, TraceId traceId) throws SQLException {
        var found = database.one(FIND, row -> new Stray(row.number(1), row.count(2), row.text(3)), traceId.value());
        if (found.isEmpty()) {
            return;
        }
        Stray stray = found.get();
        OpenSession from = sessions.find(stray.sessionId).orElseThrow();
        sessions.refresh(from);
        database.update(HAND_SPANS, session.key, turn, traceId.rootSpan(), from.key, stray.number);
        order.move(from.key, stray.number, (int) from.turns);
        database.update("DELETE FROM turn WHERE key = ?", stray.key);
        database.update("UPDATE session SET turns = turns - 1, indexed = 0 WHERE key = ?", from.key);
        from.turns--;
        sessions.removeIfEmpty(from, stray.sessionId);
    }
}
