package dev.rehearsal.mlflow;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.TraceId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.store.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A turn as a trace of its own. A session that ended without a turn is one too, so that it does not vanish: with what the user said, if
 * anything, and what went wrong.
 *
 * @param turn the turn; null where the session has none
 * @param said what the user said; null for nothing
 */
record PublishedTurn(
        SessionRecord session,
        int number,
        TraceId trace,
        @Nullable Turn turn,
        @Nullable Message said,
        Instant startedAt,
        Duration latency,
        boolean isLast) {
    /** All of a session's, as far as they are complete. */
    static List<PublishedTurn> of(SessionRecord session) {
        boolean ended = session.row().stopReason() != null;
        List<Turn> turns = session.conversation().turns();
        if (turns.isEmpty()) {
            return ended ? List.of(withoutTurn(session)) : List.of();
        }
        List<Instant> times = TurnTimes.of(session);
        var published = new ArrayList<PublishedTurn>();
        for (int i = 0; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            published.add(new PublishedTurn(
                    session,
                    turn.number(),
                    session.traces().get(i),
                    turn,
                    turn.user(),
                    times.get(i),
                    turn.latency(),
                    ended && i == turns.size() - 1));
        }
        return published;
    }

    private static PublishedTurn withoutTurn(SessionRecord session) {
        return new PublishedTurn(
                session,
                1,
                TraceId.of(session.row().sessionId(), 1),
                null,
                session.waiting(),
                session.row().startedAt(),
                session.row().duration(),
                true);
    }

    String id() {
        return TurnIds.onServer(trace);
    }

    String root() {
        return trace.rootSpan();
    }

    Answer answer() {
        return turn == null ? Answer.NONE : turn.answer();
    }

    /** What went wrong in it. */
    Optional<String> failure() {
        if (turn != null) {
            return Optional.ofNullable(turn.failure());
        }
        return Optional.of(session.row().stopReason() + ": " + session.row().stopRationale());
    }
}
