package dev.rehearsal.store;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Span;
import java.util.List;

/**
 * A turn that was found by its trace.
 *
 * @param simulated whether its session is one of a run; then its spans are added with {@link Change.SpansAdded}, else the turn is written
 *     anew with {@link Change.TurnRecorded}
 * @param turn its number; the turn may be under way
 * @param spans what the store has of its steps, in the order in which they were written
 */
public record TracedTurn(SessionId sessionId, boolean simulated, int turn, List<Span> spans) {
    public TracedTurn {
        spans = List.copyOf(spans);
    }
}
