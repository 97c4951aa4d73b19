package dev.rehearsal.scoring;

import java.util.List;

/** Judges each session, as soon as it has ended. */
public non-sealed interface SessionScorer extends Scorer {
    /** One feedback or more; none where the session is nothing to judge for it. */
    List<Feedback> score(SessionToScore session) throws Exception;

    /** Whether it can judge a session none of whose turns has an answer, too. Of others such a session is an error. */
    default boolean judgesFailedSessions() {
        return false;
    }
}
