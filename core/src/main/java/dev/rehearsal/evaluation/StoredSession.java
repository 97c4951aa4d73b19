package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.Turn;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.simulation.StopReason;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.SessionRow;
import java.util.Set;

/** A session that is in the store and is to be scored. */
record StoredSession(SessionRecord session) {
    /** With what persons expect of it by now: they said so to be judged by it. */
    private SimulationKey key() {
        SessionRow row = session.row();
        return new SimulationKey(row.sessionId(), row.index(), session.expectedCase(), row.trial(), row.attempt());
    }

    /**
     * Scores every turn and the session, and waits.
     *
     * @param known the ids of assessments that are there already
     * @throws InterruptedException if this thread is interrupted; what is not judged then can be judged later
     */
    void score(ScoringDesk desk, Set<String> known) throws InterruptedException {
        SimulationKey key = key();
        desk.hold(key.sessionId());
        for (Turn turn : session.conversation().own()) {
            desk.turn(key, turn, session.conversation().upTo(turn.number()), known);
        }
        String code = session.row().stopReason();
        StopReason reason =
                StopReason.of(code == null ? "interrupted" : code, session.row().stopRationale());
        desk.session(key, session.conversation(), reason, known);
    }
}
