package dev.rehearsal.server.pages.sessions;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.formats.report.Figures;
import dev.rehearsal.store.Cursor;
import dev.rehearsal.store.Glimpse;
import dev.rehearsal.store.SessionOrder;
import dev.rehearsal.store.SessionPage;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Sessions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * A page of a list of sessions.
 *
 * @param count how many there are in all, in words; empty where that would take long
 * @param scorers the names of scores that are on it
 * @param earlier the page before; empty on the first
 * @param later the page after; empty on the last
 */
record SessionsPage(
        SessionList list, List<SessionLine> lines, String count, List<String> scorers, String earlier, String later) {
    private static final long COUNTED = 10_000;

    static SessionsPage of(Sessions sessions, SessionList list) {
        boolean backwards = !list.before().isEmpty();
        SessionPage page = backwards ? backwards(sessions, list) : sessions.page(list.page());
        List<SessionRow> rows = backwards ? page.rows().reversed() : page.rows();
        Map<SessionId, Glimpse> glimpses =
                sessions.glimpses(rows.stream().map(SessionRow::sessionId).toList());
        String words = list.inWords();
        boolean begins = backwards ? page.next() == null : list.after().isEmpty();
        return new SessionsPage(
                list,
                rows.stream()
                        .map(row ->
                                SessionLine.of(row, glimpses.getOrDefault(row.sessionId(), new Glimpse("", "")), words))
                        .toList(),
                count(sessions.count(list.query(), COUNTED)),
                List.copyOf(rows.stream()
                        .flatMap(row -> row.scores().keySet().stream())
                        .collect(java.util.stream.Collectors.toCollection(TreeSet::new))),
                begins || rows.isEmpty()
                        ? ""
                        : list.filtered()
                                .with("before", rows.getFirst().sessionId().value())
                                .toString(),
                later(sessions, list, page, rows, backwards));
    }

    private static SessionPage backwards(Sessions sessions, SessionList list) {
        SessionOrder order = list.order().reversed();
        return sessions.place(SessionId.of(list.before()), order)
                .map(place -> sessions.page(list.query().withOrder(order).withAfter(place)))
                .orElse(new SessionPage(List.of(), null));
    }

    private static String later(
            Sessions sessions, SessionList list, SessionPage page, List<SessionRow> rows, boolean backwards) {
        Optional<Cursor> next = backwards
                ? rows.isEmpty()
                        ? Optional.empty()
                        : sessions.place(rows.getLast().sessionId(), list.order())
                : Optional.ofNullable(page.next());
        return next.map(cursor -> list.filtered().with("after", cursor.text()).toString())
                .orElse("");
    }

    private static String count(OptionalLong count) {
        if (count.isEmpty()) {
            return "";
        }
        return count.getAsLong() >= COUNTED
                ? "more than " + Figures.of(COUNTED, "session")
                : Figures.of(count.getAsLong(), "session");
    }
}
