package dev.rehearsal.store;

import dev.rehearsal.input.InvalidInputException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists of the sessions of the in-memory store. Guarded by the store's lock. */
final class MemorySearch {
    private final Collection<MemorySession> sessions;

    MemorySearch(Collection<MemorySession> sessions) {
        this.sessions = sessions;
    }

    /** A session and what a list sorts it by; the last value is its own. */
    private record Placed(MemorySession session, List<BigDecimal> place) {}

    SessionPage page(SessionQuery query) {
        SessionOrder order = query.order();
        Comparator<Placed> byPlace = (one, other) -> compare(one.place, other.place);
        Comparator<Placed> inOrder = order.descending() ? byPlace.reversed() : byPlace;
        Cursor after = query.after();
        List<Placed> rest = sessions.stream()
                .filter(session -> session.fits(query))
                .flatMap(session -> Stream.ofNullable(place(session, order)).map(place -> new Placed(session, place)))
                .sorted(inOrder)
                .toList();
        if (after != null) {
            List<BigDecimal> from = place(after, order);
            int sign = order.descending() ? -1 : 1;
            rest = rest.stream()
                    .filter(each -> sign * compare(each.place, from) > 0)
                    .toList();
        }
        List<Placed> shown = rest.stream().limit(query.limit()).toList();
        return new SessionPage(
                shown.stream().map(each -> each.session.row()).toList(),
                rest.size() > shown.size() ? cursor(order, shown.getLast().place) : null);
    }

    long count(SessionQuery query, long most) {
        return sessions.stream()
                .filter(session -> session.fits(query))
                .filter(session -> place(session, query.order()) != null)
                .limit(most)
                .count();
    }

    static Optional<Cursor> cursor(MemorySession session, SessionOrder order) {
        return Optional.ofNullable(place(session, order)).map(place -> cursor(order, place));
    }

    private static Cursor cursor(SessionOrder order, List<BigDecimal> place) {
        return new Cursor(order.text(), place.stream().map(BigDecimal::toString).toList());
    }

    private static List<BigDecimal> place(Cursor cursor, SessionOrder order) {
        int values = order.by() == SessionOrder.By.CASE ? 4 : 2;
        try {
            return cursor.checked(order.text(), values).values().stream()
                    .map(BigDecimal::new)
                    .toList();
        } catch (NumberFormatException e) {
            throw new InvalidInputException("cursor", "is not one of this list; leave it out to begin anew");
        }
    }

    private static int compare(List<BigDecimal> one, List<BigDecimal> other) {
        for (int i = 0; i < one.size(); i++) {
            int compared = one.get(i).compareTo(other.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    /** Null where the list has no place for it. */
    private static @Nullable List<BigDecimal> place(MemorySession session, SessionOrder order) {
        SessionRow row = session.row();
        BigDecimal number = BigDecimal.valueOf(session.number);
        return switch (order.by()) {
            case STARTED -> List.of(seconds(row.startedAt()), number);
            case ENDED -> {
                Instant endedAt = session.endedAt();
                yield endedAt == null ? null : List.of(seconds(endedAt), number);
            }
            case CASE ->
                List.of(
                        BigDecimal.valueOf(row.index()),
                        BigDecimal.valueOf(row.trial()),
                        BigDecimal.valueOf(row.attempt()),
                        number);
            case TURNS -> List.of(BigDecimal.valueOf(row.turns()), number);
            case COST -> List.of(row.usd() == null ? BigDecimal.ZERO : row.usd(), number);
            case DURATION -> List.of(BigDecimal.valueOf(row.duration().toNanos()), number);
            case SCORE -> {
                Map<String, ScoreSummary> scores = session.scores();
                ScoreSummary score = scores.get(String.valueOf(order.score()));
                yield score == null || score.number().isEmpty()
                        ? null
                        : List.of(BigDecimal.valueOf(score.number().getAsDouble()), number);
            }
        };
    }

    private static BigDecimal seconds(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9));
    }

    /** Whether a session is one that a filter looks for. */
    static boolean fits(MemorySession session, SessionFilter filter) {
        return switch (filter) {
            case SessionFilter.Labelled(String name, String label, boolean not) -> {
                ScoreSummary score = session.scores().get(name);
                yield score != null && score.label().equals(label) != not;
            }
            case SessionFilter.Measured(String name, SessionFilter.Comparison comparison, double bound) -> {
                ScoreSummary score = session.scores().get(name);
                yield score != null
                        && score.number().isPresent()
                        && comparison.holds(score.number().getAsDouble(), bound);
            }
            case SessionFilter.Tagged(String name, String value) ->
                value.equals(session.key.testCase().tags().get(name));
            case SessionFilter.Described(String name, String value) ->
                session.attributes
                        .text(name)
                        .or(() -> session.key.testCase().metadata().text(name))
                        .filter(value::equals)
                        .isPresent();
        };
    }
}
