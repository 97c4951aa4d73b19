package dev.rehearsal.store.sql;

import dev.rehearsal.store.Cursor;
import dev.rehearsal.store.SessionFilter;
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
     * @param first the filter whose index the sessions are read from, or null
     * @param narrowing leaves out what cannot have the words that are looked for, or null
     */
    SessionClauses(
            SessionQuery query,
            OptionalLong run,
            boolean chosen,
            @Nullable SessionFilter first,
            Dialect.@Nullable Condition narrowing) {
        this.query = query;
        this.sortedBy = columns(query.order().by());
        from(first);
        query.filters().stream().filter(filter -> !filter.equals(first)).forEach(this::add);
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

    private void from(@Nullable SessionFilter first) {
        if (query.order().by() == SessionOrder.By.SCORE) {
            from.append("score o CROSS JOIN session s");
            conditions.add("s.key = o.session");
            conditions.add("o.number IS NOT NULL");
            add("o.name = ?", Cells.of(query.order().score()));
            return;
        }
        if (first == null) {
            from.append("session s");
        } else {
            FilterIndex index = FilterIndex.of(first).orElseThrow();
            from.append(index.table()).append(" f CROSS JOIN session s");
            conditions.add("s.key = f.session");
            add("f.name = ?", Cells.of(index.name()));
            add("f." + index.condition(), index.value());
            if (query.order().by() == SessionOrder.By.STARTED && index.isInOrder()) {
                sortedBy = List.of("f.started_at");
            }
        }
        if (query.order().by() == SessionOrder.By.ENDED) {
            conditions.add("s.ended_at IS NOT NULL");
        }
    }

    private void add(SessionFilter filter) {
        if (filter instanceof SessionFilter.Labelled(String name, String label, boolean not) && not) {
            add(has("score", "label <> ?"), Cells.of(name), Cells.of(label));
            return;
        }
        FilterIndex index = FilterIndex.of(filter).orElseThrow();
        add(has(index.table(), index.condition()), Cells.of(index.name()), index.value());
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
