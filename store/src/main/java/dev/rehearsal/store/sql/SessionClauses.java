package dev.rehearsal.store.sql;

import dev.rehearsal.store.Cursor;
import dev.rehearsal.store.SessionFilter;
import dev.rehearsal.store.SessionFilter.Comparison;
import dev.rehearsal.store.SessionOrder;
import dev.rehearsal.store.SessionQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a query for sessions is in SQL. Where a filter's index has the sessions in the order that is asked for, they are read from there, so
 * that a page costs what it shows, be the filter's sessions few or many.
 */
final class SessionClauses {
    private final SessionQuery query;
    private final StringBuilder from = new StringBuilder();
    private final List<String> conditions = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();
    private List<String> sortedBy;

    /**
     * @param run the key of the run that the query names
     * @param chosen whether that run has chosen sessions of others
     * @param narrowing leaves out what cannot have the words that are looked for, or null
     */
    SessionClauses(SessionQuery query, OptionalLong run, boolean chosen, Dialect.@Nullable Condition narrowing) {
        this.query = query;
        this.sortedBy = columns(query.order().by());
        List<SessionFilter> filters = new ArrayList<>(query.filters());
        from(filters, narrowing);
        filters.forEach(this::add);
        if (query.experiment() != null) {
            add("s.experiment = (SELECT key FROM experiment WHERE name = ?)", Cells.of(query.experiment()));
        }
        run.ifPresent(
                key -> add(chosen ? "s.key IN (SELECT session FROM run_session WHERE run = ?)" : "s.run = ?", key));
        if (query.stopReason() != null) {
            add("s.stop_reason = ?", Cells.of(query.stopReason()));
        } else if (!query.interrupted()) {
            conditions.add("s.stop_reason IS DISTINCT FROM 'interrupted'");
        }
        if (narrowing != null) {
            add(narrowing.sql(), narrowing.value());
        }
    }

    /** The columns that an order sorts by, before the key. */
    private static List<String> columns(SessionOrder.By by) {
        return switch (by) {
            case STARTED -> List.of("s.started_at");
            case ENDED -> List.of("s.ended_at");
            case CASE -> List.of("s.position", "s.trial", "s.attempt");
            case TURNS -> List.of("s.turns");
            case COST -> List.of("s.usd");
            case DURATION -> List.of("s.duration");
            case SCORE -> List.of("o.number");
        };
    }

    private void from(List<SessionFilter> filters, Dialect.@Nullable Condition narrowing) {
        if (query.order().by() == SessionOrder.By.SCORE) {
            from.append("score o CROSS JOIN session s");
            conditions.add("s.key = o.session");
            conditions.add("o.number IS NOT NULL");
            add("o.name = ?", Cells.of(query.order().score()));
            return;
        }
        if (query.order().by() == SessionOrder.By.STARTED && narrowing == null) {
            for (SessionFilter filter : filters) {
                if (leads(filter)) {
                    filters.remove(filter);
                    sortedBy = List.of("f.started_at");
                    return;
                }
            }
        }
        from.append("session s");
        if (query.order().by() == SessionOrder.By.ENDED) {
            conditions.add("s.ended_at IS NOT NULL");
        }
    }

    /** Reads the sessions from the filter's index, if it has them in the order of their beginning. */
    private boolean leads(SessionFilter filter) {
        return switch (filter) {
            case SessionFilter.Labelled(String name, String label, boolean not) ->
                !not && lead("score", name, "label", label);
            case SessionFilter.Tagged(String name, String value) ->
                lead("session_tag", SessionFilter.TAG + name, "value", value);
            case SessionFilter.Described(String name, String value) ->
                lead("session_tag", SessionFilter.METADATA + name, "value", value);
            case SessionFilter.Measured measured -> false;
        };
    }

    private boolean lead(String table, String name, String column, String value) {
        from.append(table).append(" f CROSS JOIN session s");
        conditions.add("s.key = f.session");
        add("f.name = ?", Cells.of(name));
        add("f." + column + " = ?", Cells.of(value));
        return true;
    }

    private void add(SessionFilter filter) {
        switch (filter) {
            case SessionFilter.Labelled(String name, String label, boolean not) ->
                add(has("score", "label " + (not ? "<>" : "=") + " ?"), Cells.of(name), Cells.of(label));
            case SessionFilter.Measured(String name, Comparison comparison, double bound) ->
                add(has("score", "number " + comparison.sign() + " ?"), Cells.of(name), bound);
            case SessionFilter.Tagged(String name, String value) ->
                add(has("session_tag", "value = ?"), Cells.of(SessionFilter.TAG + name), Cells.of(value));
            case SessionFilter.Described(String name, String value) ->
                add(has("session_tag", "value = ?"), Cells.of(SessionFilter.METADATA + name), Cells.of(value));
        }
    }

    private static String has(String table, String condition) {
        return "EXISTS (SELECT 1 FROM " + table + " x WHERE x.session = s.key AND x.name = ? AND x." + condition + ")";
    }

    private void add(String condition, @Nullable Object... bound) {
        conditions.add(condition);
        for (Object value : bound) {
            values.add(value);
        }
    }

    /** Goes on after a row; the last of the cursor's values is the key. */
    SessionClauses after(Cursor cursor) {
        boolean score = query.order().by() == SessionOrder.By.SCORE;
        List<String> place =
                cursor.checked(query.order().text(), sortedBy.size() + 1).values();
        conditions.add(
                "(" + String.join(", ", sortedColumns()) + ") " + (query.order().descending() ? "<" : ">") + " ("
                        + place.stream().map(each -> "?").collect(Collectors.joining(", ")) + ")");
        for (int i = 0; i < place.size(); i++) {
            values.add(score && i == 0 ? number(place.get(i)) : (Object) Cursors.whole(place.get(i)));
        }
        return this;
    }

    private static Double number(String text) {
        return Cursors.number(text);
    }

    SessionClauses only(long session) {
        add("s.key = ?", session);
        return this;
    }

    private List<String> sortedColumns() {
        return Stream.concat(sortedBy.stream(), Stream.of(keyColumn())).toList();
    }

    /** The key as the index has it that is read. */
    private String keyColumn() {
        return sortedBy.getFirst().startsWith("o.")
                ? "o.session"
                : sortedBy.getFirst().startsWith("f.") ? "f.session" : "s.key";
    }

    /** Keys of sessions, in order, each after what it is sorted by. */
    String keys() {
        String direction = query.order().descending() ? " DESC" : "";
        return "SELECT " + String.join(", ", sortedColumns()) + fromWhere() + " ORDER BY "
                + sortedColumns().stream().map(column -> column + direction).collect(Collectors.joining(", "));
    }

    /** As many rows as there are sessions. */
    String each() {
        return "SELECT 1" + fromWhere();
    }

    private String fromWhere() {
        return " FROM " + from + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
    }

    List<@Nullable Object> values() {
        return values;
    }

    /** How many columns a row of {@link #keys} has; the last is the key. */
    int columns() {
        return sortedBy.size() + 1;
    }
}
