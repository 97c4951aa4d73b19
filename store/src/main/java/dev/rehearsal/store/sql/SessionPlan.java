package dev.rehearsal.store.sql;

import dev.rehearsal.store.Cursor;
import dev.rehearsal.store.SearchWords;
import dev.rehearsal.store.SessionFilter;
import dev.rehearsal.store.SessionOrder;
import dev.rehearsal.store.SessionQuery;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * From where the sessions that fit a query are read. What few sessions fit leads: they are all looked at, and sorted. Else they are read in
 * the order that is asked for, from the index of the run or the experiment, or from the filter's own, until there are enough; what many fit
 * is found soon.
 */
final class SessionPlan {
    private static final long FIRST_STEP = 256;

    private final SessionQuery query;
    private final OptionalLong run;
    private final boolean chosen;
    private final @Nullable SessionFilter first;
    private final Dialect.@Nullable Condition narrowing;
    private final boolean inSteps;

    private SessionPlan(
            SessionQuery query,
            OptionalLong run,
            boolean chosen,
            @Nullable SessionFilter first,
            Dialect.@Nullable Condition narrowing,
            boolean inSteps) {
        this.query = query;
        this.run = run;
        this.chosen = chosen;
        this.first = first;
        this.narrowing = narrowing;
        this.inSteps = inSteps;
    }

    /** Nothing where the run is not in the store. */
    static Optional<SessionPlan> of(Database database, SessionQuery query, SearchWords words) throws SQLException {
        OptionalLong run = OptionalLong.empty();
        boolean chosen = false;
        if (query.runId() != null) {
            run = SqlRuns.findKey(database, query.runId());
            if (run.isEmpty()) {
                return Optional.empty();
            }
            chosen = SqlRuns.hasChosen(database, run.getAsLong());
        }
        Dialect.Condition narrowing =
                database.dialect().narrowing(database, words).orElse(null);
        return Optional.of(new SessionPlan(
                query,
                run,
                chosen,
                first(database, query, narrowing),
                narrowing,
                database.dialect().isFarAway() && (narrowing == null || !narrowing.leads())));
    }

    private static @Nullable SessionFilter first(
            Database database, SessionQuery query, Dialect.@Nullable Condition narrowing) throws SQLException {
        if (query.order().by() == SessionOrder.By.SCORE || narrowing != null && narrowing.leads()) {
            return null;
        }
        for (SessionFilter filter : query.filters()) {
            Optional<FilterIndex> index = FilterIndex.of(filter);
            if (index.isPresent() && index.get().hasFew(database)) {
                return filter;
            }
        }
        boolean everywhere = query.runId() == null && query.experiment() == null && narrowing == null;
        return everywhere && query.order().by() == SessionOrder.By.STARTED
                ? query.filters().stream()
                        .filter(filter -> FilterIndex.of(filter)
                                .filter(FilterIndex::isInOrder)
                                .isPresent())
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /** The query in SQL, after that place of its list; null for the beginning. */
    SessionClauses clauses(@Nullable Cursor after) {
        var clauses = new SessionClauses(query, run, chosen, first, narrowing);
        return after == null ? clauses : clauses.after(after);
    }

    /** How many candidates to ask for at first. */
    long firstStep() {
        return inSteps ? FIRST_STEP : Integer.MAX_VALUE;
    }
}
