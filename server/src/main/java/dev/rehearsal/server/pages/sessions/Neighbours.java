package dev.rehearsal.server.pages.sessions;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.store.SessionOrder;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Sessions;

/**
 * Where to go on from a session in the list that its reader came from.
 *
 * @param previous empty for the first of the list
 * @param next empty for the last of the list
 * @param list the list itself
 */
public record Neighbours(String previous, String next, String list) {
    /**
     * Those of a session.
     *
     * @param words of the list as its addresses have them; where there are none, it is the session's run in the order of its cases
     */
    public static Neighbours of(Sessions sessions, SessionRow session, String words) {
        SessionList list = words.isEmpty() ? SessionList.parse(ofItsRun(session)) : SessionList.parse(words);
        try {
            SessionQuery query = list.query().withLimit(1);
            return new Neighbours(
                    neighbour(
                            sessions, session.sessionId(), query, query.order().reversed(), list),
                    neighbour(sessions, session.sessionId(), query, query.order(), list),
                    list.filtered().toString());
        } catch (InvalidInputException e) {
            return new Neighbours("", "", Address.of("sessions").toString());
        }
    }

    private static String ofItsRun(SessionRow session) {
        return session.runId() == null
                ? ""
                : Address.of("")
                        .with("run", session.runId().value())
                        .with("sort", "case")
                        .toString()
                        .replaceFirst("^.*\\?", "");
    }

    private static String neighbour(
            Sessions sessions, SessionId session, SessionQuery query, SessionOrder order, SessionList list) {
        return sessions.place(session, order).stream()
                .flatMap(place -> sessions.search(query.withOrder(order).withAfter(place)).stream())
                .findFirst()
                .map(row -> Address.ofSession(row.sessionId().value())
                        .with("in", list.inWords())
                        .toString())
                .orElse("");
    }
}
