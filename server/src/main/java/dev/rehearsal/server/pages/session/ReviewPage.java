package dev.rehearsal.server.pages.session;

import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * A session, or one of its turns, that waits for a person's verdict.
 *
 * @param turn the turn that is judged; 0 for the session
 * @param turns up to that turn
 * @param choices with the key that gives each; empty where a number is asked for
 * @param position its place in the queue, from 1
 */
record ReviewPage(
        String run,
        String scorer,
        SessionPage session,
        int turn,
        List<TurnView> turns,
        List<Choice> choices,
        int position,
        int size) {
    /** A verdict and its key; empty where no key is left for it. */
    record Choice(String value, String key) {}

    static ReviewPage of(Store store, String run, String scorer, SessionsToReview queue, SessionsToReview.Place place) {
        SessionPage session = SessionPage.of(store, place.session());
        return new ReviewPage(
                run,
                scorer,
                session,
                place.turn(),
                place.turn() == 0
                        ? session.turns()
                        : session.turns().stream()
                                .filter(turn -> turn.number() <= place.turn())
                                .toList(),
                choices(queue.choices()),
                place.position() + 1,
                queue.size());
    }

    private static List<Choice> choices(List<String> values) {
        if (values.equals(List.of("yes", "no"))) {
            return List.of(new Choice("yes", "y"), new Choice("no", "x"));
        }
        var choices = new ArrayList<Choice>();
        for (String value : values) {
            int number = choices.size() + 1;
            choices.add(new Choice(value, number < 10 ? Integer.toString(number) : ""));
        }
        return choices;
    }
}
