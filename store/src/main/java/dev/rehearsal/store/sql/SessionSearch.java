package dev.rehearsal.store.sql;

import dev.rehearsal.store.SearchWords;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Lists the sessions that fit a query. */
final class SessionSearch {
    private final Database database;

    SessionSearch(Database database) {
        this.database = database;
    }

    List<SessionRow> rows(SessionQuery query) throws SQLException {
        SearchWords words = SearchWords.of(query.text() == null ? "" : query.text());
        var conditions = new ArrayList<String>();
        var values = new ArrayList<@Nullable Object>();
        String experiment = query.experiment();
        if (experiment != null) {
            conditions.add("s.experiment = (SELECT key FROM experiment WHERE name = ?)");
            values.add(Cells.of(experiment));
        }
        if (query.runId() != null) {
            OptionalLong run = SqlRuns.findKey(database, query.runId());
            if (run.isEmpty()) {
                return List.of();
            }
            conditions.add(
                    SqlRuns.hasChosen(database, run.getAsLong())
                            ? "s.key IN (SELECT session FROM run_session WHERE run = ?)"
                            : "s.run = ?");
            values.add(run.getAsLong());
        }
        String stopReason = query.stopReason();
        if (stopReason != null) {
            conditions.add("s.stop_reason = ?");
            values.add(Cells.of(stopReason));
        } else if (!query.interrupted()) {
            conditions.add("s.stop_reason IS DISTINCT FROM 'interrupted'");
        }
        database.dialect().narrowing(words).ifPresent(condition -> {
            conditions.add(condition.sql());
            values.add(condition.value());
        });
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        String order = switch (query.order()) {
            case NEWEST -> " ORDER BY s.started_at DESC, s.key DESC";
            case CASE -> " ORDER BY s.position, s.trial, s.attempt, s.key";
        };
        return words.isEmpty()
                ? all(where + order + " LIMIT ?", values, query.limit())
                : thoseWith(words, where + order, values, query.limit());
    }

    private List<SessionRow> all(String clauses, List<@Nullable Object> values, int limit) throws SQLException {
        var reader = new SessionReader(database);
        values.add(limit);
        return database.list(SessionReader.SELECT + clauses, reader::row, values.toArray());
    }

    private List<SessionRow> thoseWith(SearchWords words, String clauses, List<@Nullable Object> values, int limit)
            throws SQLException {
        var reader = new SessionReader(database);
        var rows = new ArrayList<SessionRow>();
        database.whileWanted(
                SessionReader.SELECT + clauses,
                row -> {
                    if (rows.size() < limit && words.areIn(SearchIndex.texts(database, row.number(1)))) {
                        rows.add(reader.row(row));
                    }
                    return rows.size() < limit;
                },
                values.toArray());
        return rows;
    }
}
