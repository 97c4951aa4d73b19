package dev.rehearsal.evaluation;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.store.SessionRow;
import java.util.Comparator;

/** Which case and trial a session is of. */
record Seat(String caseId, int trial, SessionId session) implements Comparable<Seat> {
    private static final Comparator<Seat> ORDER = Comparator.comparing(Seat::caseId)
            .thenComparingInt(Seat::trial)
            .thenComparing(seat -> seat.session().value());

    static Seat of(SimulationKey key) {
        return new Seat(key.testCase().caseId().value(), key.trial(), key.sessionId());
    }

    static Seat of(SessionRow row) {
        return new Seat(row.caseId().value(), row.trial(), row.sessionId());
    }

    @Override
    public int compareTo(Seat other) {
        return ORDER.compare(this, other);
    }
}
