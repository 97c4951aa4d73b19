package dev.rehearsal.store.sql;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.store.Cursor;
import dev.rehearsal.store.SearchWords;
import dev.rehearsal.store.SessionOrder;
import dev.rehearsal.store.SessionPage;
import dev.rehearsal.store.SessionQuery;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Lists the sessions that fit a query. */
final class SessionSearch {
    private final Database database;

    SessionSearch(Database database) {
        this.database = database;
    }

    /** A session, and where it stands in the list. */
    private record Hit(long key, List<String> place) {}

    SessionPage page(SessionQuery query) throws SQLException {
        SearchWords words = words(query);
        Optional<SessionClauses> found = clauses(query, words);
        if (found.isEmpty()) {
            return new SessionPage(List.of(), null);
        }
        SessionClauses clauses = found.get();
        if (query.after() != null) {
            clauses.after(query.after());
        }
        List<Hit> hits = words.isEmpty() ? all(clauses, query.limit()) : thoseWith(words, clauses, query.limit());
        boolean more = hits.size() > query.limit();
        List<Hit> shown = more ? hits.subList(0, query.limit()) : hits;
        Cursor next = more ? new Cursor(query.order().text(), shown.getLast().place()) : null;
        return new SessionPage(
                new SessionReader(database).rows(shown.stream().map(Hit::key).toList()), next);
    }

    OptionalLong count(SessionQuery query, long most) throws SQLException {
        SearchWords words = words(query);
        if (!words.isEmpty()) {
            return OptionalLong.empty();
        }
        Optional<SessionClauses> found = clauses(query, words);
        if (found.isEmpty()) {
            return OptionalLong.of(0);
        }
        List<@Nullable Object> values = found.get().values();
        values.add(most);
        return OptionalLong.of(database.one(
                        "SELECT count(*) FROM (" + found.get().each() + " LIMIT ?) AS counted",
                        row -> row.number(1),
                        values.toArray())
                .orElseThrow());
    }

    Optional<Cursor> place(SessionId sessionId, SessionOrder order) throws SQLException {
        OptionalLong key =
                database
                        .one("SELECT key FROM session WHERE id = ?", row -> row.number(1), Cells.of(sessionId.value()))
                        .stream()
                        .mapToLong(Long::longValue)
                        .findFirst();
        if (key.isEmpty()) {
            return Optional.empty();
        }
        SessionQuery query = SessionQuery.newest(1).withInterrupted(true).withOrder(order);
        return all(new SessionClauses(query, OptionalLong.empty(), false, null).only(key.getAsLong()), 1).stream()
                .findFirst()
                .map(hit -> new Cursor(order.text(), hit.place()));
    }

    private static SearchWords words(SessionQuery query) {
        return SearchWords.of(query.text() == null ? "" : query.text());
    }

    /** Nothing where the run is not in the store. */
    private Optional<SessionClauses> clauses(SessionQuery query, SearchWords words) throws SQLException {
        OptionalLong run = OptionalLong.empty();
        boolean chosen = false;
        if (query.runId() != null) {
            run = SqlRuns.findKey(database, query.runId());
            if (run.isEmpty()) {
                return Optional.empty();
            }
            chosen = SqlRuns.hasChosen(database, run.getAsLong());
        }
        return Optional.of(new SessionClauses(
                query, run, chosen, database.dialect().narrowing(words).orElse(null)));
    }

    /** One more than the limit, if there is. */
    private List<Hit> all(SessionClauses clauses, int limit) throws SQLException {
        List<@Nullable Object> values = clauses.values();
        values.add(limit + 1L);
        return database.list(clauses.keys() + " LIMIT ?", row -> hit(row, clauses.columns()), values.toArray());
    }

    private List<Hit> thoseWith(SearchWords words, SessionClauses clauses, int limit) throws SQLException {
        var hits = new ArrayList<Hit>();
        database.whileWanted(
                clauses.keys(),
                row -> {
                    Hit hit = hit(row, clauses.columns());
                    if (words.areIn(SearchIndex.texts(database, hit.key))) {
                        hits.add(hit);
                    }
                    return hits.size() <= limit;
                },
                clauses.values().toArray());
        return hits;
    }

    private static Hit hit(Row row, int columns) throws SQLException {
        var place = new ArrayList<String>();
        for (int column = 1; column <= columns; column++) {
            place.add(row.text(column));
        }
        return new Hit(row.number(columns), place);
    }
}
