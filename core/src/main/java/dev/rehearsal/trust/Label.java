package dev.rehearsal.trust;

/**
 * What a person says of a turn or a session.
 *
 * @param session the session's id
 * @param turn from 1; 0 for the whole session
 * @param scorer the name of the feedback that it is compared with
 * @param value as text: yes or no, a number, or a category
 */
public record Label(String session, int turn, String scorer, String value) {
    /** What it is about. */
    Place place() {
        return new Place(session, turn, scorer);
    }

    /** A verdict's place. */
    record Place(String session, int turn, String scorer) {}
}
