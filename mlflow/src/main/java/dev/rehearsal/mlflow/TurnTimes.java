package dev.rehearsal.mlflow;

import dev.rehearsal.conversation.Turn;
import dev.rehearsal.store.SessionRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * When turns began, as MLflow sorts them: by milliseconds, so two turns of a session must not have the same one. A turn whose beginning is
 * not known follows the one before.
 */
final class TurnTimes {
    private TurnTimes() {}

    /** In the order of the turns. */
    static List<Instant> of(SessionRecord session) {
        var times = new ArrayList<Instant>();
        Instant least = session.row().startedAt().truncatedTo(ChronoUnit.MILLIS);
        for (Turn turn : session.conversation().turns()) {
            Instant began = turn.startedAt().truncatedTo(ChronoUnit.MILLIS);
            Instant time = began.isBefore(least) ? least : began;
            times.add(time);
            least = time.plusMillis(1);
        }
        return times;
    }
}
