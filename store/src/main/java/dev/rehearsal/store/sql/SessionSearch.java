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
import java.util.Map;
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
        Optional<SessionPlan> found = SessionPlan.of(database, query, words);
        if (found.isEmpty()) {
            return new SessionPage(List.of(), null);
        }
        List<Hit> hits = words.isEmpty()
                ? all(found.get().clauses(query.after()), query.limit())
                : thoseWith(words, found.get(), query);
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
        Optional<SessionPlan> found = SessionPlan.of(database, query, words);
        if (found.isEmpty()) {
            return OptionalLong.of(0);
        }
        SessionClauses clauses = found.get().clauses(null);
        List<@Nullable Object> values = clauses.values();
        values.add(most);
        return OptionalLong.of(database.one(
                        "SELECT count(*) FROM (" + clauses.each() + " LIMIT ?) AS counted",
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
        return all(new SessionClauses(query, OptionalLong.empty(), false, null, null).only(key.getAsLong()), 1).stream()
                .findFirst()
                .map(hit -> new Cursor(order.text(), hit.place()));
    }

    private static SearchWords words(SessionQuery query) {
        return SearchWords.of(query.text() == null ? "" : query.text());
    }

    /** One more than the limit, if there is. */
    private List<Hit> all(SessionClauses clauses, int limit) throws SQLException {
        List<@Nullable Object> values = clauses.values();
        values.add(limit + 1L);
        return database.list(clauses.keys() + " LIMIT ?", row -> hit(row, clauses.columns()), values.toArray());
    }

    /** Reads in steps that grow, as a server that is not told how many are wanted sorts all before it gives the first. */
    private List<Hit> thoseWith(SearchWords words, SessionPlan plan, SessionQuery query) throws SQLException {
        var candidates = new Candidates(words, query.limit());
        Cursor after = query.after();
        for (long step = plan.firstStep(); ; step *= 4) {
            SessionClauses clauses = plan.clauses(after);
            List<@Nullable Object> values = clauses.values();
            values.add(step);
            long before = candidates.seen;
            database.whileWanted(
                    clauses.keys() + " LIMIT ?", row -> candidates.add(hit(row, clauses.columns())), values.toArray());
            candidates.look();
            if (candidates.seen - before < step || !candidates.isMoreWanted()) {
                return candidates.hits;
            }
            after = new Cursor(query.order().text(), candidates.last);
        }
    }

    /** Sessions that may have the words; their texts are looked at some at a time. */
    private final class Candidates {
        final List<Hit> hits = new ArrayList<>();
        private final SearchWords words;
        private final int limit;
        private final List<Hit> waiting = new ArrayList<>();
        private List<String> last = List.of();
        private long seen;

        Candidates(SearchWords words, int limit) {
            this.words = words;
            this.limit = limit;
        }

        /** Says whether more are wanted. */
        boolean add(Hit hit) throws SQLException {
            seen++;
            last = hit.place;
            waiting.add(hit);
            if (waiting.size() == SearchIndex.MOST) {
                look();
            }
            return isMoreWanted();
        }

        boolean isMoreWanted() {
            return hits.size() <= limit;
        }

        void look() throws SQLException {
            if (waiting.isEmpty()) {
                return;
            }
            Map<Long, List<String>> texts =
                    SearchIndex.texts(database, waiting.stream().map(Hit::key).toList());
            waiting.stream()
                    .filter(hit -> words.areIn(texts.getOrDefault(hit.key, List.of())))
                    .forEach(hits::add);
            waiting.clear();
        }
    }

    private static Hit hit(Row row, int columns) throws SQLException {
        var place = new ArrayList<String>();
        for (int column = 1; column <= columns; column++) {
            place.add(row.text(column));
        }
        return new Hit(row.number(columns), place);
    }
}
