package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.Span;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes the steps of turns. */
final class SpanWriter {
    private static final String INSERT = """
            INSERT INTO span (session, turn, id, parent_id, name, kind, started_at, duration, attributes, failure)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Database database;

    SpanWriter(Database database) {
        this.database = database;
    }

    /** Adds those whose ids the turn does not have yet, and says how many. */
    int add(OpenSession session, int turn, List<Span> spans) throws SQLException {
        if (spans.isEmpty()) {
            return 0;
        }
        return insert(
                session,
                turn,
                spans,
                new HashSet<>(database.list(
                        "SELECT id FROM span WHERE session = ? AND turn = ?", row -> row.text(1), session.key, turn)));
    }

    /** Adds those of a turn that has none yet. */
    void addNew(OpenSession session, int turn, List<Span> spans) throws SQLException {
        insert(session, turn, spans, new HashSet<>());
    }

    private int insert(OpenSession session, int turn, List<Span> spans, Set<String> there) throws SQLException {
        int added = 0;
        for (Span span : spans) {
            if (there.add(span.id())) {
                added++;
                database.later(
                        INSERT,
                        session.key,
                        turn,
                        Cells.of(span.id()),
                        Cells.of(span.parentId()),
                        Cells.of(span.name()),
                        Cells.of(span.kind()),
                        Cells.of(span.startedAt()),
                        Cells.of(span.duration()),
                        Cells.of(span.attributes().toJson()),
                        Cells.of(span.failure()));
            }
        }
        return added;
    }
}
